#!/usr/bin/env python3
"""Makes tests/formats/texts/ anew: one text of our own in three languages, in every format of text and in tar and mbox.

Python's own libraries write them, not the program that reads them. `tests/it/formats_texts.rs` looks for words from the
middle of the text in each file. Running it again gives the same bytes.
"""

import csv
import email.message
import email.policy
import email.utils
import io
import json
import pathlib
import tarfile
import xml.etree.ElementTree as tree
from html import escape

HERE = pathlib.Path(__file__).parent / "texts"

TEXTS = {
    "uk": {
        "title": "Нічна бібліотека на старому млині",
        "day": "2021-05-14",
        "written": "14 травня 2021 року",
        "mail": 1620986400,
        "opening": "Громада відремонтувала старий млин над річкою, і тепер у ньому щоп'ятниці працює нічна бібліотека для "
        "тих, хто вдень на роботі.",
        "heading": "Хто навчає",
        "middle": "Пасічник показує дорослим, як переплітати книжки воском і льоном, а школярі записують його розповіді на "
        "плівку. За зиму вони врятували двісті старих підручників.",
        "closing": "Восени відкриють ще одну кімнату, де вчитимуть читати ноти та лагодити акордеони.",
    },
    "ja": {
        "title": "灯台の夜間教室",
        "day": "2020-11-21",
        "written": "2020年11月21日",
        "mail": 1605949200,
        "opening": "使われなくなった灯台を町の人々が直し、毎週金曜日の夜に大人のための教室を開いている。",
        "heading": "教える人々",
        "middle": "引退した船大工は古い帆布で本の表紙を縫う方法を教え、高校生はその手順を一枚ずつ絵に描いて残している。"
        "冬の間に二百冊の教科書がよみがえった。",
        "closing": "秋には二つ目の部屋ができ、楽譜の読み方とアコーディオンの直し方を学べるようになる。",
    },
    "tr": {
        "title": "Değirmende akşam kütüphanesi",
        "day": "2019-03-08",
        "written": "8 Mart 2019",
        "mail": 1552032000,
        "opening": "Mahalleli, dere kıyısındaki eski değirmeni onardı; şimdi her cuma akşamı gündüz çalışanlar için bir "
        "kütüphane kapılarını açıyor.",
        "heading": "Kimler öğretiyor",
        "middle": "Emekli bir arıcı, yetişkinlere balmumu ve keten ipliğiyle kitap ciltlemeyi gösteriyor, öğrenciler de "
        "onun anlattıklarını kayda alıyor. Kış boyunca iki yüz eski ders kitabı kurtarıldı.",
        "closing": "Sonbaharda nota okumanın ve akordeon onarmanın öğretileceği ikinci bir oda açılacak.",
    },
}


def paragraphs(text):
    return [text["opening"], text["middle"], text["closing"]]


def plain(text, _):
    return "\n\n".join([text["title"], text["written"], *paragraphs(text)]) + "\n"


def markdown(text, language):
    return (
        f"---\ntitle: {text['title']}\ndate: {text['day']}\nlang: {language}\n---\n\n{text['opening']}\n\n"
        f"## {text['heading']}\n\n{text['middle']}\n\n{text['closing']}\n"
    )


def page(text, language):
    body = f"<p>{escape(text['opening'])}</p><h2>{escape(text['heading'])}</h2>"
    body += "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs(text)[1:])
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{escape(text["title"])}</title>'
        f'<meta property="article:published_time" content="{text["day"]}T09:00:00Z"></head>\n'
        f"<body><main><h1>{escape(text['title'])}</h1>{body}</main></body></html>\n"
    )


def record(text, language, number):
    return {
        "id": f"texts-{language}-{number}",
        "title": text["title"],
        "date": text["day"],
        "lang": language,
        "text": "\n\n".join(paragraphs(text)),
    }


def lines(text, language):
    return json.dumps(record(text, language, 1), ensure_ascii=False) + "\n"


def listed(text, language):
    return json.dumps([record(text, language, 2)], ensure_ascii=False, indent=1)


def sheet(text, language, delimiter, number):
    out = io.StringIO()
    rows = csv.DictWriter(out, list(record(text, language, number)), delimiter=delimiter)
    rows.writeheader()
    rows.writerow(record(text, language, number))
    return out.getvalue()


def xml(text, language):
    book = tree.Element("book", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    for name, value in [("title", text["title"]), ("date", text["day"]), ("para", text["opening"])]:
        tree.SubElement(book, name).text = value
    chapter = tree.SubElement(book, "chapter")
    for name, value in [("title", text["heading"]), ("para", text["middle"]), ("para", text["closing"])]:
        tree.SubElement(chapter, name).text = value
    return tree.tostring(book, encoding="utf-8", xml_declaration=True)


def atom(text, language):
    name = "http://www.w3.org/2005/Atom"
    tree.register_namespace("", name)
    feed = tree.Element(f"{{{name}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    entry = tree.SubElement(feed, f"{{{name}}}entry")
    values = [("title", text["title"]), ("id", f"urn:example:{language}"), ("published", f"{text['day']}T09:00:00Z")]
    for tag, value in [*values, ("content", "".join(f"<p>{escape(one)}</p>" for one in paragraphs(text)))]:
        tree.SubElement(entry, f"{{{name}}}{tag}", {"type": "html"} if tag == "content" else {}).text = value
    return tree.tostring(feed, encoding="utf-8", xml_declaration=True)


def rss(text, language):
    feed = tree.Element("rss", version="2.0")
    channel = tree.SubElement(feed, "channel")
    tree.SubElement(channel, "language").text = language
    item = tree.SubElement(channel, "item")
    moment = email.utils.formatdate(text["mail"], usegmt=True)
    values = [("title", text["title"]), ("pubDate", moment), ("description", "\n\n".join(paragraphs(text)))]
    for tag, value in values:
        tree.SubElement(item, tag).text = value
    return tree.tostring(feed, encoding="utf-8", xml_declaration=True)


def warc(text, language):
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(text, language).encode()
    head = [
        "WARC/1.0", "WARC-Type: response", f"WARC-Target-URI: https://example.org/{language}/mill",
        "WARC-Date: 2025-01-01T00:00:00Z", "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + answer + b"\r\n\r\n"


def mailbox(text, language):
    message = email.message.EmailMessage(policy=email.policy.default)
    message["From"] = "letters@example.org"
    message["Subject"] = text["title"]
    message["Date"] = email.utils.formatdate(text["mail"], usegmt=True)
    message["Content-Language"] = language
    message.set_content("\n\n".join(paragraphs(text)) + "\n", cte="base64")
    return b"From letters@example.org Fri May 14 10:00:00 2021\n" + message.as_bytes() + b"\n"


def tar(text, language):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        content = markdown(text, language).encode()
        entry = tarfile.TarInfo(f"{text['heading']}/page.md")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    # Tapes were written in blocks of ten kilobytes; two empty ones of 512 bytes are the end.
    return out.getvalue().rstrip(b"\0").ljust(-(-len(out.getvalue().rstrip(b"\0")) // 512) * 512 + 1024, b"\0")


MAKERS = {
    "txt": plain,
    "md": markdown,
    "html": page,
    "jsonl": lines,
    "json": listed,
    "csv": lambda text, language: sheet(text, language, ",", 3),
    "tsv": lambda text, language: sheet(text, language, "\t", 4),
    "xml": xml,
    "atom": atom,
    "rss": rss,
    "warc": warc,
    "mbox": mailbox,
    "tar": tar,
}

HERE.mkdir(exist_ok=True)
for language, text in TEXTS.items():
    for ending, make in MAKERS.items():
        content = make(text, language)
        (HERE / f"{language}.{ending}").write_bytes(content if isinstance(content, bytes) else content.encode())
