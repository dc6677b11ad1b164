from django.contrib.auth import views


class LoginView(views.LoginView):
    template_name = "website/accounts/login.html"
    redirect_authenticated_user = True


class LogoutView(views.LogoutView):
    """Only by POST, as Django demands; goes back to the home page."""
