// What the scripts of the desk ask of the server; the page's own form brings its token and what was typed along.
(() => {
  const HEADERS = { "X-Requested-With": "XMLHttpRequest" };

  window.desk = {
    form: () => document.querySelector("#desk-form"),

    post(url, extra = {}, { whole = true, ...options } = {}) {
      const body = new FormData(whole ? window.desk.form() : undefined);
      const token = window.desk.form().elements.csrfmiddlewaretoken;
      body.set(token.name, token.value);
      Object.entries(extra).forEach(([name, value]) => body.set(name, value));
      return fetch(url, { method: "POST", body, headers: HEADERS, ...options });
    },

    get: (url, query) => fetch(`${url}?${new URLSearchParams(query)}`, { headers: HEADERS }),
  };
})();
