#!/usr/bin/env python3
"""Makes the web formats in this folder, with Python's own libraries and not with the program that reads them.

Every sentence here was written for these tests. Run it from anywhere: `python3 tests/formats/make_web.py`.
"""

import csv
import io
import json
import pathlib
import xml.etree.ElementTree as tree
from xml.dom import minidom

HERE = pathlib.Path(__file__).parent


def write(name, content):
    data = content if isinstance(content, bytes) else content.encode()
    (HERE / name).write_bytes(data)


# A page as content systems build it: elements say what they are, linked data says when.
FRENCH = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>Une école du soir ouvre à l’Aulne | Ville de l’Aulne</title>
<meta property="og:site_name" content="Ville de l’Aulne">
<link rel="canonical" href="https://example.org/fr/ecole-du-soir">
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Une école du soir ouvre à l’Aulne",
 "datePublished": "2023-09-12T08:30:00+02:00", "author": {"@type": "Person", "name": "Inès Exemple"}}
</script>
<style>.cache { display: none }</style>
</head>
<body>
<a class="visually-hidden" href="#texte">Aller au texte</a>
<header><nav><ul><li><a href="/">Accueil</a></li><li><a href="/marmottes">Rubrique marmottes</a></li></ul></nav></header>
<main id="texte">
<nav class="breadcrumb"><a href="/">Accueil</a> › <a href="/actualites">Actualités</a></nav>
<h1>Une école du soir ouvre à l’Aulne</h1>
<p>La mairie de l’Aulne ouvre en octobre une école du soir où les adultes réapprennent à lire, à écrire et à compter.</p>
<h2>Qui enseigne</h2>
<p>Les leçons sont données par d’anciens instituteurs, et chaque élève reçoit un cahier cousu dans l’atelier voisin.</p>
<ul><li>lecture à voix haute le lundi</li><li>calcul du ménage le jeudi</li></ul>
<table><caption>Horaires de l’école</caption>
<thead><tr><th>Jour</th><th>Salle</th><th>Heure</th></tr></thead>
<tbody><tr><td>lundi</td><td>salle du tilleul</td><td>19 h</td></tr><tr><td>jeudi</td><td></td><td>20 h</td></tr></tbody></table>
<figure><img src="salle.jpg" alt=""><figcaption>Photo de la salle repeinte</figcaption></figure>
<div class="share-links"><a href="#">Envoyer par pigeon</a></div>
</main>
<aside><h2>À lire aussi</h2><a href="/fr/2">La bibliothèque flottante</a></aside>
<footer><p>Mairie de l’Aulne, guichet des ornithorynques</p></footer>
<script>document.write("texte fabriqué");</script>
</body></html>
"""

# A page as they were built before elements had meanings: nothing but divisions.
PERSIAN = """<html dir="rtl" lang="fa"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>کتابخانهٔ سیار به روستاها می‌رود</title>
<meta name="date" content="2022-11-05">
<meta property="og:url" content="https://example.org/fa/ketabkhaneh"></head>
<body><div id="top"><div class="menu"><a href="1">سرآغاز</a> <a href="2">فهرست قناری‌ها</a></div></div>
<div id="page"><div class="text"><h1>کتابخانهٔ سیار به روستاها می‌رود</h1>
<p>شهرداری یک اتوبوس کهنه را به کتابخانه‌ای تبدیل کرده است، و این اتوبوس هر هفته به دوازده روستای کوهستانی سر می‌زند.</p>
<p>رانندهٔ اتوبوس خودش قصه می‌خواند، و کودکان در برابر هر کتاب یک گردو امانت می‌گذارند، تا کتاب‌ها سالم برگردند.</p>
<p>بزرگسالان نیز درس می‌گیرند: نامه‌نگاری، حساب دکان، و کار با رایانه، همه در سایهٔ یک درخت چنار بزرگ و بی هیچ هزینه.</p>
</div></div>
<div id="bottom"><a href="3">تماس</a> <a href="4">همهٔ حقوق برای قناری‌ها</a></div></body></html>
"""

# An older encoding that only the page itself names.
CHINESE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>江边夜校开课</title><meta name="pubdate" content="2021-03-18" /></head>
<body><div class="nav"><a href="1">首页</a><a href="2">水獭专栏</a></div>
<div class="main"><h1>江边夜校开课</h1>
<p>渡口旁的旧仓库改成了夜校，每周三晚上有四十位居民来学习木工、识字和修船，老师都是退休的船工。</p>
<p>学员用旧桨做成长椅，结业时每人领到一盏自己做的油灯，灯上刻着名字和学到的第一个字。</p></div>
<div class="footer">水獭专栏版权所有</div></body></html>
"""


def atom():
    name = "http://www.w3.org/2005/Atom"
    tree.register_namespace("", name)
    feed = tree.Element(f"{{{name}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "ko"})

    def add(parent, tag, text=None, **attributes):
        element = tree.SubElement(parent, f"{{{name}}}{tag}", attributes)
        element.text = text
        return element

    add(feed, "title", "마을 소식")
    add(feed, "updated", "2024-05-01T00:00:00Z")
    add(feed, "id", "https://example.org/ko/")
    for number, title, day, content in [
        (1, "언덕 위 천문 교실", "2024-04-20", "<p>은퇴한 <b>등대지기</b>가 언덕에서 별자리를 가르칩니다.</p>"
                                         "<p>아이들은 깡통으로 망원경을 만들고 달의 분화구 이름을 외웁니다.</p>"),
        (2, "골목 목공소", "2024-04-28", "<p>골목 목공소에서는 부서진 의자를 가져오면 고치는 법을 배웁니다.</p>"),
    ]:
        entry = add(feed, "entry")
        add(entry, "title", title)
        add(entry, "id", f"urn:example:{number}")
        add(entry, "link", href=f"https://example.org/ko/{number}")
        add(entry, "published", f"{day}T09:00:00+09:00")
        add(entry, "updated", "2024-05-01T00:00:00Z")
        add(entry, "content", content, type="html")
    return tree.tostring(feed, encoding="utf-8", xml_declaration=True)


def rss():
    feed = tree.Element("rss", version="2.0")
    channel = tree.SubElement(feed, "channel")
    for tag, text in [("title", "Noticias del barrio"), ("link", "https://example.org/es"), ("language", "es")]:
        tree.SubElement(channel, tag).text = text
    for title, link, day, text in [
        ("El taller de los relojes", "https://example.org/es/relojes", "Tue, 06 Jun 2023 10:00:00 +0200",
         "<p>Los vecinos aprenden a reparar relojes de péndulo en una antigua panadería.</p>"
         "<p>Cada aprendiz guarda las ruedas rotas en una lata de galletas &amp; miel.</p>"),
        ("El coro de la estación", "https://example.org/es/coro", "Fri, 09 Jun 2023 18:00:00 +0200",
         "Un coro de ferroviarios ensaya en el andén número tres."),
    ]:
        item = tree.SubElement(channel, "item")
        for tag, value in [("title", title), ("link", link), ("pubDate", day), ("description", text)]:
            tree.SubElement(item, tag).text = value
    return tree.tostring(feed, encoding="utf-8", xml_declaration=True)


def book():
    text = """<book xml:lang="ar"><title>دفتر الحرفيين</title><date>2020-10-30</date>
<chapter><title>الفخار</title>
<para>يتعلم الفتيان صناعة <emphasis>الجرار</emphasis> في ورشة قرب البئر القديمة، ويجففونها تحت سعف النخيل.</para></chapter>
<chapter><title>النسيج</title><para>تعلّم الجدات صبغ الصوف بقشور الرمان في أيام الخميس.</para></chapter></book>"""
    return minidom.parseString(text.encode()).toxml(encoding="utf-8")


def records():
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";")
    sheet.writerow(["id", "Title", "Body", "Date", "Language", "Warehouse"])
    sheet.writerow(["s1", "Die Werkstatt am Kanal", "In der Werkstatt am Kanal bauen Lehrlinge „schwimmende\nGärten“; "
                    "jeder Garten trägt Kräuter und einen Bienenkorb.", "2019-08-21", "de", "7"])
    sheet.writerow(["s2", "Der Lesekeller", "Im Lesekeller liest ein Uhrmacher jeden Freitag aus Reisetagebüchern vor.",
                    "2019-09-02", "de", "8"])
    return out.getvalue()


def table():
    out = io.StringIO()
    sheet = csv.writer(out, delimiter="\t", lineterminator="\n")
    sheet.writerow(["Workshop", "Craft", "Teachers"])
    sheet.writerow(["Harbour loft", "net mending", "4"])
    sheet.writerow(["Quarry hut", "slate carving", ""])
    sheet.writerow(["Signal box", "lamp making", "2"])
    return out.getvalue()


def posts():
    return json.dumps(
        [
            {"id": "p1", "title": "Vườn học dưới cầu", "date": "2022-02-14", "lang": "vi",
             "text": "Dưới chân cầu, người lớn học trồng rau muống trong thuyền thúng cũ và ghi chép bằng than củi."},
            {"id": "p2", "title": "Lớp học ban đêm", "date": "2022-03-01", "lang": "vi",
             "text": "Lớp học ban đêm dạy sửa máy khâu cho những người gác đèn biển."},
        ],
        ensure_ascii=False,
        indent=2,
    )


def archive():
    page = """<!DOCTYPE html><html lang="pt"><head><title>A escola dos moinhos</title>
<meta property="article:published_time" content="2018-04-25T10:00:00Z"></head><body>
<nav><a href="/">Início</a> <a href="/lontras">Coluna das lontras</a></nav>
<article><h1>A escola dos moinhos</h1><p>Num moinho de vento restaurado, os moleiros ensinam a medir a força do vento
com fitas de linho e a moer castanhas para o pão.</p></article></body></html>"""

    def record(kind, address, block, content):
        head = [f"WARC-Type: {kind}", f"WARC-Target-URI: {address}", "WARC-Date: 2025-01-01T00:00:00Z",
                f"Content-Type: {content}", f"Content-Length: {len(block)}"]
        return "\r\n".join(["WARC/1.0", *head, "", ""]).encode() + block + b"\r\n\r\n"

    def answer(kind, body):
        return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body

    http = "application/http; msgtype=response"
    return b"".join([
        record("warcinfo", "", b"software: made by hand\r\n", "application/warc-fields"),
        record("response", "https://example.org/pt/moinhos", answer("text/html; charset=utf-8", page.encode()), http),
        record("response", "https://example.org/pt/logo.png", answer("image/png", b"\x89PNG\r\n\x1a\n"), http),
    ])


write("page_fr.html", FRENCH)
write("page_fa.html", PERSIAN)
write("page_zh.html", CHINESE.encode("gb18030"))
write("news_ko.atom", atom())
write("news_es.rss", rss())
write("book_ar.xml", book())
write("records_de.csv", records())
write("table_en.tsv", table())
write("posts_vi.json", posts())
write("pages_pt.warc", archive())
