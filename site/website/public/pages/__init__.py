"""What all public pages share: frame, languages, paging, read counts, redirects, sitemap."""
