"""Text in any encoding is read, and what was guessed is said."""

from __future__ import annotations

import codecs

import pytest

from leadbook.intake.text.decoding import decode

TEXTS = {
    "de": "Name,Ort\nJürgen Groß,Köln\nÄnne Müller,Düsseldorf\n",
    "pl": "Imię,Miasto\nŁukasz Wójcik,Łódź\nGrażyna Dąbrowska,Kraków\n",
    "cs": "Jméno,Město\nJiří Dvořák,Plzeň\nŠárka Žižková,Hradec Králové\n",
    "tr": "Ad,Şehir\nIşıl Yılmaz,İzmir\nGökçe Şahin,Eskişehir\n",
    "ru": "Имя,Город\nИван Петров,Москва\nЕлена Сидорова,Тверь\n",
    "el": "Όνομα,Πόλη\nΓιώργος Παπαδόπουλος,Αθήνα\nΕλένη Νικολάου,Πάτρα\n",
    "he": "שם,עיר\nדוד כהן,תל אביב\nשרה לוי,ירושלים\n",
    "ar": "الاسم,المدينة\nمحمد علي,القاهرة\nفاطمة حسن,الرياض\n",
    "ja": "氏名,会社\n山田太郎,株式会社サンプル\n鈴木花子,テスト商事\n",
    "zh": "姓名,公司\n王小明,北京示例科技有限公司\n李丽,上海测试贸易公司\n",
    "zht": "姓名,公司\n陳大文,台北範例科技股份有限公司\n林美玲,高雄測試貿易公司\n",
    "uk": "Імя,Місто\nЄвген Їжак,Київ\nІгор Ґудзь,Чернівці\n",
    "kanji": "姓,名,会社\n佐藤,健一,東京製作所\n高橋,美咲,大阪商事\n",
    "ko": "이름,회사\n김철수,한국예시주식회사\n이영희,서울테스트\n",
}
PAGES = {
    "de": "cp1252 mac_roman cp850", "pl": "cp1250 iso8859_2", "cs": "cp1250", "tr": "cp1254 mac_turkish",
    "el": "cp1253 cp737", "uk": "cp1251 cp1125", "kanji": "cp932 euc_jp",
    "ru": "cp1251 koi8_r cp866", "he": "cp1255", "ar": "cp1256", "ja": "cp932 euc_jp iso2022_jp", "zh": "gb18030",
    "zht": "big5", "ko": "cp949",
}  # fmt: skip


@pytest.mark.parametrize(("text", "page"), [(text, page) for text in PAGES for page in PAGES[text].split()])
def test_old_code_pages_are_told_by_their_letters_and_the_guess_is_said(text: str, page: str) -> None:
    found = decode(TEXTS[text].encode(page))
    assert found.text == TEXTS[text]
    assert found.guessed


@pytest.mark.parametrize("text", TEXTS)
def test_unicode_is_read_with_and_without_a_mark_and_is_no_guess(text: str) -> None:
    marks = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
             "utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE}  # fmt: skip
    for name, mark in marks.items():
        for start in (b"", mark, mark * 2):
            found = decode(start + TEXTS[text].encode(name))
            assert (found.text, found.guessed, found.damaged) == (TEXTS[text], False, False)


def test_a_mark_inside_parts_that_were_put_together_is_no_text() -> None:
    assert decode("\ufeffName\nAna\n\ufeffName\nBo\n".encode()).text == "Name\nAna\nName\nBo\n"
