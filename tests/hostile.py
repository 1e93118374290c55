"""What a document may try in order to run something in a reader's browser, or to ask a host."""

# ruff: noqa: ISC004  (long strings are long lines in two pieces)

__all__ = ["HEADER", "VECTORS"]

_SVG = 'xmlns="http://www.w3.org/2000/svg"'
_HTML = 'xmlns="http://www.w3.org/1999/xhtml"'
_MATH = 'xmlns="http://www.w3.org/1998/Math/MathML"'
_AWAY = "https://elsewhere.example"

VECTORS = [
    '<ref target="javascript:alert(1)">x</ref>',
    '<ref target=" JaVa&#x9;script:alert(1)">x</ref>',
    '<ref target="java&#xA;script:alert(1)">x</ref>',
    '<ref target="&#x1;javascript:alert(1)">x</ref>'.replace("&#x1;", "&#x20;"),
    '<ref target="javascript&#x3A;alert(1)">x</ref>',
    '<ref target="view-source:javascript:alert(1)">x</ref>',
    '<ref target="blob:javascript:alert(1)">x</ref>',
    '<ref target="file:///etc/passwd">x</ref>',
    '<ptr target="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;"/>',
    '<ref target="vbscript:x">x</ref>',
    '<pb n="1" facs="javascript:alert(1)"/>',
    f'<pb n="2" facs="{_AWAY}/page.png"/>',
    '<persName ref="javascript:alert(1)">x</persName>',
    '<graphic url="javascript:alert(1)"/>',
    '<graphic url="data:image/svg+xml,&lt;svg onload=alert(1)&gt;"/>',
    f'<graphic url="{_AWAY}/pixel.png"/>',
    '<graphic url="//elsewhere.example/pixel.png"/>',
    f'<media url="{_AWAY}/sound.mp3" mimeType="audio/mpeg"/>',
    f'<figure><graphic url="{_AWAY}/a.png"/><figDesc>&lt;script&gt;alert(1)</figDesc></figure>',
    f'<svg {_SVG} onload="alert(1)"><script>alert(1)</script></svg>',
    f'<svg {_SVG}><a href="javascript:alert(1)"><text>x</text></a></svg>',
    f'<svg {_SVG}><animate attributeName="href" values="javascript:alert(1)"/></svg>',
    f'<svg {_SVG}><image href="{_AWAY}/a.png"/><use href="{_AWAY}/b.svg#x"/></svg>',
    f"<svg {_SVG}><foreignObject><body {_HTML}><script>alert(1)</script></body></foreignObject>"
    "</svg>",
    f"<script {_HTML}>alert(1)</script>",
    f'<img {_HTML} src="x" onerror="alert(1)"/>',
    f'<iframe {_HTML} src="{_AWAY}"/>',
    f'<iframe {_HTML} srcdoc="&lt;script&gt;parent.alert(1)&lt;/script&gt;"/>',
    f'<form {_HTML} action="{_AWAY}"><input autofocus="" onfocus="alert(1)"/></form>',
    f'<base {_HTML} href="{_AWAY}/"/>',
    f'<meta {_HTML} http-equiv="refresh" content="0;url={_AWAY}"/>',
    f'<link {_HTML} rel="stylesheet" href="{_AWAY}/a.css"/>',
    f'<object {_HTML} data="{_AWAY}"/>',
    f"<style {_HTML}>@import url({_AWAY}/a.css);</style>",
    f'<formula><math {_MATH}><maction actiontype="statusline" href="javascript:alert(1)">'
    '<mi onclick="alert(1)" xlink:href="javascript:alert(1)" '
    'xmlns:xlink="http://www.w3.org/1999/xlink">x</mi></maction></math></formula>',
    f'<formula><math {_MATH}><annotation-xml encoding="text/html"><script {_HTML}>alert(1)'
    "</script></annotation-xml></math></formula>",
    f'<hi rend="x" style="background:url({_AWAY})" onclick="alert(1)">x</hi>',
    f"<hi style=\"color:red;b\\61 ckground:u\\72l('{_AWAY}')\">x</hi>",
    f'<hi style="color: red}} @import url({_AWAY}); a{{">x</hi>',
    '<hi style="width:expression(alert(1));behavior:url(#x);-moz-binding:url(#x)">x</hi>',
    '<hi style="color:&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;">x</hi>',
    '<hi rendition="#away">x</hi>',
    '<hi rend="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">&lt;script&gt;alert(1)</hi>',
    '<note n="&quot; onmouseover=&quot;alert(1)">&lt;img src=x onerror=alert(1)&gt;</note>',
    '<ref target="https://example.org/&quot; onclick=&quot;alert(1)">x</ref>',
    '<app><lem wit="#A&quot;]{}@import">x</lem><rdg wit="#A">y</rdg></app>',
]

HEADER = f"""<fileDesc><titleStmt><title>&lt;script&gt;alert(1)&lt;/script&gt;</title></titleStmt>
<publicationStmt><publisher>nobody</publisher>
<availability><licence target="javascript:alert(1)">x</licence></availability></publicationStmt>
<sourceDesc><listWit><witness xml:id="A">x</witness></listWit></sourceDesc></fileDesc>
<encodingDesc><listPrefixDef><prefixDef ident="bad" matchPattern="(.+)"
replacementPattern="javascript:$1"/></listPrefixDef>
<tagsDecl><rendition xml:id="away" scheme="css">background-image: url({_AWAY}); color: red;
color: r\\65 d; @import "{_AWAY}"</rendition></tagsDecl></encodingDesc>"""
