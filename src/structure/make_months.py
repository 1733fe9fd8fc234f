#!/usr/bin/env python3
"""Makes months.tsv: the names of the Gregorian months, wide and abbreviated, in dates and standing alone.

    npm pack cldr-dates-full    (then unpack the archive)
    python3 make_months.py CLDR_FOLDER [OUTPUT]

CLDR_FOLDER is the unpacked `package` folder. Python 3.11, standard library only. Ends with status 1 if a
name stands for two months of one language.
"""
import json
import re
import sys
import unicodedata
from pathlib import Path

LANGS = """en ar bn bg ca cs da de el es et eu fa fi fr ga he hi hr hu hy id it ja ka kk km ko lo lt lv mn ms my
nb ne nl pl pt ro ru sk sl sr sv sw ta te th tl tr uk ur uz vi yi zh az sq mk bs is gl be ky tg tk ps am so ha
yo ig""".split()
# Arabic has several systems: Egypt and the Gulf, the Levant and Iraq, Algeria and Tunisia, Morocco, Mauritania.
FOLDERS = {"en": ["en", "en-GB", "en-AU", "en-CA"], "tl": ["fil"], "uz": ["uz", "uz-Cyrl"], "sr": ["sr", "sr-Latn"],
           "ar": ["ar", "ar-SA", "ar-LB", "ar-SY", "ar-JO", "ar-PS", "ar-IQ", "ar-DZ", "ar-TN", "ar-MA", "ar-MR"],
           "de": ["de", "de-AT"], "es": ["es", "es-MX", "es-PE", "es-UY"], "fa": ["fa", "fa-AF"],
           "fr": ["fr", "fr-CA", "fr-CH"], "nb": ["nb", "nn", "no"], "pt": ["pt", "pt-PT"], "it": ["it", "it-CH"],
           "ro": ["ro", "ro-MD"], "zh": ["zh", "zh-Hant"]}
# Written-out names where CLDR has only numbers, and usual forms it lacks.
OWN = {
    "vi": ["tháng một|tháng giêng", "tháng hai", "tháng ba", "tháng tư", "tháng năm", "tháng sáu", "tháng bảy",
           "tháng tám", "tháng chín", "tháng mười", "tháng mười một", "tháng mười hai|tháng chạp"],
    "ja": ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"],
    "ar": ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
           "تشرين الثاني", "كانون الأول"],
    "es": ["", "", "", "", "", "", "", "", "septiembre|setiembre|set", "", "", ""],
    "en": ["", "", "", "", "", "", "", "", "sept", "", "", ""],
}


def tidy(lang, name):
    name = unicodedata.normalize("NFC", re.sub("[\u200b\u200e\u200f\ufeff]", "", name)).replace("\u00a0", " ")
    if lang in ("tr", "az"):
        name = name.replace("İ", "i").replace("I", "ı")
    return " ".join(name.lower().split()).rstrip(".․։ ")


def months(main, lang):
    found = [[] for _ in range(12)]
    for folder in FOLDERS.get(lang, [lang]):
        file = main / folder / "ca-gregorian.json"
        if not file.exists():
            continue
        table = json.loads(file.read_text("utf-8"))["main"][folder]["dates"]["calendars"]["gregorian"]["months"]
        for width in ("wide", "abbreviated"):
            for use in ("format", "stand-alone"):
                for number, name in table[use][width].items():
                    found[int(number) - 1].append(tidy(lang, name))
    for number, names in enumerate(OWN.get(lang, [])):
        found[number] += names.split("|")
    # Numbers ("1月", "tháng 1") are read elsewhere; M01 is CLDR's own placeholder.
    return [list(dict.fromkeys(n for n in names if n and not any(c.isnumeric() and not "\u4e00" <= c <= "\u9fff" for c in n)))
            for names in found]


def main(cldr, output):
    lines, empty, clashes = [], [], []
    for lang in LANGS:
        row = months(cldr / "main", lang)
        if not any(row):
            empty.append(lang)
            continue
        where = {}
        for number, names in enumerate(row, 1):
            for name in names:
                where.setdefault(name, []).append(number)
        clashes += [f"{lang} {name} {n}" for name, n in where.items() if len(n) > 1]
        if not all(row):
            clashes.append(f"{lang}: a month without a name")
        lines.append("\t".join([lang] + ["|".join(names) for names in row]))
    if clashes:
        print("\n".join(clashes))
        return 1
    version = json.loads((cldr / "package.json").read_text("utf-8"))["version"]
    header = ("# Names of the Gregorian months, wide and abbreviated, lower-cased. Made by make_months.py; do not edit.\n"
              f"# Source: cldr-dates-full {version} (Unicode-3.0) and, for ar, en, es, ja and vi, a few own additions. "
              f"Only numbers, so not here: {' '.join(empty)}.\n"
              "# lang\tthe twelve months, January to December\n")
    output.write_text(header + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(lines)} languages; only numbers: {' '.join(empty)}; {output.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3
                  else Path(__file__).resolve().parent / "months.tsv"))
