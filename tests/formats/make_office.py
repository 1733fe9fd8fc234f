#!/usr/bin/env python3
"""Makes tests/formats/office/ anew: our own texts in three languages, in every office format, as other programs write it.

Needs pandoc, LibreOffice (`soffice`), zstd, and fonts for the scripts below; everything else is Python's own library.
The texts stand here and nowhere else; `tests/it/formats_office.rs` looks for the phrases of PHRASES in each file.
Run it only when a text or a format changes: programs write other bytes each time.
"""

import email.message
import email.policy
import email.utils
import gzip
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).parent / "office"
MOMENT = {"fr": 1646906400, "ko": 1615802400, "ar": 1570442400}  # 2022-03-10, 2021-03-15, 2019-10-07

TEXTS = {
    "fr": {
        "title": "L'atelier du quai aux tilleuls",
        "author": "Mireille Lacombe",
        "date": "2022-03-10",
        "opening": "Depuis trois hivers, l'ancien entrepôt du quai aux tilleuls ouvre ses portes chaque mardi soir à "
        "celles et ceux qui veulent réapprendre un métier. Les bancs viennent d'une école fermée, les outils d'une "
        "menuiserie voisine, et la mairie paie le chauffage.",
        "heading": "Réparer ensemble",
        "middle": "Une horlogère à la retraite montre comment remonter un réveil sans perdre un seul ressort, tandis que "
        "des lycéens notent chaque geste dans un cahier commun. Le cahier compte déjà quatre cents pages et sert de "
        "manuel aux groupes qui commencent.",
        "items": ["lundi : vélos et poussettes", "mardi : horloges et radios", "jeudi : vêtements et cuir"],
        "table": [["Atelier", "Inscrits"], ["horloges", "41"], ["vélos", "87"]],
        "closing": "Au printemps prochain, une seconde salle accueillera les cours de lecture pour adultes, avec une "
        "garderie dans la pièce du fond.",
        "notes": "Rappeler que l'inscription est gratuite pour les apprentis.",
    },
    "ko": {
        "title": "강변 배움터의 저녁 교실",
        "author": "한서윤",
        "date": "2021-03-15",
        "opening": "낡은 양조장을 고쳐 만든 강변 배움터는 매주 수요일 저녁마다 이웃에게 문을 연다. 책상은 문을 닫은 학교에서 가져왔고 "
        "난로는 시장 상인들이 함께 마련하였다.",
        "heading": "함께 고치는 시간",
        "middle": "은퇴한 시계 기술자는 태엽을 하나도 잃지 않고 자명종을 분해하는 방법을 보여 주고, 고등학생들은 모든 손놀림을 공책에 적는다. "
        "그 공책은 이제 사백 쪽이 넘어 새로 시작하는 모임의 교재로 쓰인다.",
        "items": ["월요일: 자전거와 유모차", "수요일: 시계와 라디오", "금요일: 옷과 가죽"],
        "table": [["교실", "수강생"], ["시계", "41"], ["자전거", "87"]],
        "closing": "내년 봄에는 두 번째 방에서 어른을 위한 글 읽기 수업이 열리고, 안쪽 방에는 아이들을 돌보는 자리가 생긴다.",
        "notes": "견습생은 수강료를 내지 않는다고 다시 알린다.",
    },
    "ar": {
        "title": "ورشة المساء عند رصيف النخيل",
        "author": "سلمى الخطيب",
        "date": "2019-10-07",
        "opening": "منذ ثلاثة أعوام يفتح المخزن القديم عند رصيف النخيل أبوابه كل مساء ثلاثاء لمن يريد أن يتعلم حرفة من جديد. "
        "جاءت المقاعد من مدرسة أغلقت، وتدفع البلدية ثمن التدفئة.",
        "heading": "نصلح معا",
        "middle": "تشرح صانعة ساعات متقاعدة كيف يفك المنبه دون أن يضيع أي نابض، ويكتب طلاب الثانوية كل حركة في دفتر مشترك. "
        "بلغ الدفتر أربعمئة صفحة وصار كتابا للمجموعات التي تبدأ.",
        "items": ["الاثنين: الدراجات والعربات", "الثلاثاء: الساعات والمذياع", "الخميس: الملابس والجلود"],
        "table": [["الورشة", "المشاركون"], ["الساعات", "41"], ["الدراجات", "87"]],
        "closing": "في الربيع القادم تستقبل قاعة ثانية دروس القراءة للكبار، وفي الغرفة الخلفية مكان لرعاية الأطفال.",
        "notes": "نذكر بأن التسجيل مجاني للمتدربين.",
    },
}


def run(*command, epoch=None, **more):
    environment = dict(os.environ)
    if epoch is not None:
        environment["SOURCE_DATE_EPOCH"] = str(epoch)
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, **more)


def head_of(text, language):
    fields = {"title": text["title"], "author": text["author"], "date": text["date"], "lang": language}
    if language == "ar":
        fields["dir"] = "rtl"
    return json.dumps(fields, ensure_ascii=False)


def markdown(text, language, broken_by=None):
    rows = ["| " + " | ".join(row) + " |" for row in text["table"]]
    rows.insert(1, "|---|---|")
    page = f"\n```{{={broken_by[0]}}}\n{broken_by[1]}\n```\n" if broken_by else ""
    head = head_of(text, language)
    items = "\n".join(f"- {item}" for item in text["items"])
    table = "\n".join(rows)
    return (
        f"---\n{head}\n---\n\n{text['opening']}\n{page}\n# {text['heading']}\n\n{text['middle']}\n\n{items}\n\n"
        f"{table}\n\n{text['closing']}[^1]\n\n[^1]: {text['notes']}\n"
    )


def slides(text, language):
    head = head_of(text, language)
    items = "\n".join(f"- {item}" for item in text["items"])
    return (
        f"---\n{head}\n---\n\n# {text['heading']}\n\n{text['opening']}\n\n# {text['items'][0]}\n\n- {text['middle']}\n"
        f"{items}\n\n::: notes\n{text['notes']}\n:::\n\n# {text['items'][1]}\n\n{text['closing']}\n"
    )


def flat_sheet(text, language):
    """A spreadsheet in one XML file, for LibreOffice to save as .ods and .xlsx."""

    def cell(value):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'

    def day(value):
        return (
            f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )

    rows = [cell(text["table"][0][0]) + cell(text["heading"]) + cell(text["table"][0][1])]
    for index, row in enumerate(text["table"][1:]):
        rows.append(cell(row[0]) + cell(text["middle"] if index == 0 else text["closing"]) + day(text["date"]))
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:meta><dc:title>{escape(text['title'])}</dc:title><meta:initial-creator>{escape(text['author'])}</meta:initial-creator>
<meta:creation-date>{text['date']}T10:00:00</meta:creation-date><dc:language>{language}</dc:language></office:meta>
<office:automatic-styles><number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text>
<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="{escape(text['heading'])}">{body}</table:table>
</office:spreadsheet></office:body></office:document>"""


def convert(source, kind, folder):
    run("soffice", "--headless", "--convert-to", kind, "--outdir", str(folder), str(source), stderr=subprocess.DEVNULL)


def dated(path, day):
    """A PDF says when it was printed; ours says when its text was written."""
    moment = f"/CreationDate(D:{day.replace('-', '')}100000".encode()
    path.write_bytes(re.sub(rb"/CreationDate\(D:\d{14}", moment, path.read_bytes()))


def mail(text, language, attached):
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"] = f"{text['author']} <lettre@example.org>"
    message["To"] = "amis@example.org"
    message["Subject"] = text["title"]
    message["Date"] = email.utils.formatdate(MOMENT[language], usegmt=True)
    message["Message-ID"] = f"<{language}@example.org>"
    message.set_content(f"{text['opening']}\n\n{text['middle']}\n\n{text['closing']}\n")
    message.add_alternative(f"<h1>{text['heading']}</h1><p>{text['middle']}</p>", subtype="html")
    message.add_attachment(
        attached.read_bytes(), maintype="application", subtype="octet-stream", filename=f"{text['heading']}.rtf"
    )
    return message


def main():
    shutil.rmtree(HERE, ignore_errors=True)
    HERE.mkdir(parents=True)
    work = pathlib.Path(tempfile.mkdtemp())
    mails = []
    for language, text in TEXTS.items():
        epoch = MOMENT[language]
        source = work / f"{language}.md"
        source.write_text(markdown(text, language), encoding="utf-8")
        for kind in ["docx", "odt", "epub"]:
            run("pandoc", "-f", "markdown-smart", "-s", "-o", str(HERE / f"{language}.{kind}"), str(source), epoch=epoch)
        convert(HERE / f"{language}.docx", "rtf", HERE)
        # The same text with a page that ends, for LibreOffice to print.
        page = ("openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        source.write_text(markdown(text, language, page), encoding="utf-8")
        run("pandoc", "-f", "markdown-smart", "-s", "-o", str(work / f"{language}.docx"), str(source), epoch=epoch)
        convert(work / f"{language}.docx", "pdf", HERE)
        dated(HERE / f"{language}.pdf", text["date"])
        source.write_text(slides(text, language), encoding="utf-8")
        run("pandoc", "-f", "markdown-smart", "-s", "-o", str(HERE / f"{language}.pptx"), str(source), epoch=epoch)
        convert(HERE / f"{language}.pptx", "odp", HERE)
        sheet = work / f"{language}.fods"
        sheet.write_text(flat_sheet(text, language), encoding="utf-8")
        convert(sheet, "ods", HERE)
        convert(sheet, "xlsx", HERE)
        message = mail(text, language, HERE / f"{language}.rtf")
        (HERE / f"{language}.eml").write_bytes(message.as_bytes())
        mails.append(message.as_bytes(policy=email.policy.default))
        # Archives, each with the same text as plain text and as a record.
        plain = f"{text['title']}\n\n{text['opening']}\n\n{text['middle']}\n".encode()
        record = {"id": f"{language}-1", "title": text["title"], "date": text["date"], "text": text["middle"]}
        line = (json.dumps(record, ensure_ascii=False) + "\n").encode()
        with zipfile.ZipFile(HERE / f"{language}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{text['heading']}/page.txt", plain)
            archive.write(HERE / f"{language}.odt", "deep/text.odt")
        with tarfile.open(HERE / f"{language}.tar.gz", "w:gz") as archive:
            for name, content in [(f"{text['heading']}/{text['title']}.txt", plain), ("r.jsonl", line)]:
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        (HERE / f"{language}.txt.gz").write_bytes(gzip.compress(plain, mtime=0))
        record["id"] = f"{language}-2"
        (work / "r.jsonl").write_bytes((json.dumps(record, ensure_ascii=False) + "\n").encode())
        run("zstd", "-q", "-f", str(work / "r.jsonl"), "-o", str(HERE / f"{language}.jsonl.zst"))
    with open(HERE / "all.mbox", "wb") as box:
        for message in mails:
            box.write(b"From lettre@example.org Thu Mar 10 10:00:00 2022\n" + message + b"\n")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
