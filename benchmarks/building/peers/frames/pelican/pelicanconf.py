"""The archive as Pelican would have it: pages of issues, listings by year and by section and source, feed, sitemap."""

SITENAME = "医周药事"
SITEURL = "https://example.org"
AUTHOR = "医周药事"
TIMEZONE = "UTC"
DEFAULT_LANG = "zh-Hans"
PATH = "content"
THEME = "theme"
THEME_STATIC_DIR = "theme"
DEFAULT_CATEGORY = "issues"
ARTICLE_URL = ARTICLE_SAVE_AS = "issues/{slug}.html"
YEAR_ARCHIVE_SAVE_AS = "years/{date:%Y}.html"
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
AUTHOR_SAVE_AS = ""
CATEGORY_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
