"""Languages: English is read, another language named, and what is short or doubtful is read too."""

# ruff: noqa: E501 (texts stay on their lines)

from __future__ import annotations

import pytest

from communique.errors import LanguageError
from communique.sources.article import Article, article_report
from communique.sources.language import check_language, is_english
from communique.sources.prepare import prepare

ENGLISH = (
    "The foreign minister said on Wednesday that his country rejects a military intervention and hopes for talks between "
    "the government and the opposition, which had been planned for the spring but were put off twice by both of them."
)
FRENCH = (
    "Le ministre des affaires étrangères a déclaré mercredi que son pays refuse toute intervention militaire et espère des "
    "négociations entre le gouvernement et l’opposition, qui étaient prévues pour le printemps mais ont été reportées."
)
GERMAN = (
    "Der Außenminister erklärte am Mittwoch, dass sein Land eine militärische Intervention ablehnt und auf Gespräche "
    "zwischen der Regierung und der Opposition hofft, die für das Frühjahr geplant waren, aber zweimal verschoben wurden."
)
SPANISH = (
    "El ministro de Asuntos Exteriores dijo el miércoles que su país rechaza una intervención militar y espera que haya "
    "conversaciones entre el gobierno y la oposición, que estaban previstas para la primavera pero fueron aplazadas."
)
TURKISH = (
    "Dışişleri Bakanı çarşamba günü yaptığı açıklamada ülkesinin askeri müdahaleyi reddettiğini ve hükümet ile muhalefet "
    "arasında ilkbaharda yapılması planlanan ancak iki kez ertelenen görüşmelerin başlamasını umduğunu söyledi bugün de."
)
RUSSIAN = (
    "Министр иностранных дел заявил в среду, что его страна отвергает военное вмешательство и надеется на переговоры между "
    "правительством и оппозицией, которые были намечены на весну, но дважды откладывались обеими сторонами конфликта."
)
CHINESE = "外交部长星期三表示，他的国家反对军事干预，希望政府与反对派举行会谈。会谈原定于春季举行，但双方两次推迟。他还说，各国应当尊重主权和领土完整。"
NAMES = (
    "Abe, Aliyev, Assad, Ayrault, Blinken, Cerezo, Davutoglu, Erdogan, Herzog, Kerry, Kishida, Lavrov, Lula, Macron, Merkel, "
    "Modi, Mogherini, Muallem, Netanyahu, Obama, Ozal, Papandreou, Peskov, Putin, Rouhani, Sarksyan, Scholz, Zarif"
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(ENGLISH, "en", id="English"),
        pytest.param(ENGLISH.upper(), "en", id="English in capitals"),
        pytest.param("Rejected.", None, id="short"),
        pytest.param("Le ministre refuse.", None, id="short and French: read"),
        pytest.param("“”" * 40, None, id="no words"),
        pytest.param("1 2 3 " * 40, None, id="numbers"),
    ],
)
def test_read(text: str, language: str | None) -> None:
    assert check_language(text, "x.txt") == language


def test_a_list_of_names_is_doubtful_and_read() -> None:
    assert check_language(NAMES, "x.txt") in {None, "en"}


@pytest.mark.parametrize(
    ("text", "language"),
    [(FRENCH, "fr"), (GERMAN, "de"), (SPANISH, "es"), (TURKISH, "tr"), (RUSSIAN, "ru"), (CHINESE, "zh"),
     (FRENCH.upper(), "fr"), (f"{CHINESE}\n\nThe text of this is that of the maker, and it is what was said by him", "zh")],
)  # fmt: skip
def test_refused_with_the_language_found(text: str, language: str) -> None:
    with pytest.raises(LanguageError, match=rf"x\.txt: .*\({language}\)\. .*--any-language") as caught:
        check_language(text, "x.txt")
    assert caught.value.language == language
    assert check_language(text, "x.txt", any_language=True) == language


@pytest.mark.parametrize(
    ("text", "given", "language"),
    [
        pytest.param(FRENCH, "en-GB", "en", id="English as given is trusted"),
        pytest.param(ENGLISH, "fr", "en", id="a text that is plainly English is read"),
        pytest.param("Non.", "und", None, id="not known"),
        pytest.param("Non.", "", None, id="empty"),
    ],
)
def test_given(text: str, given: str, language: str | None) -> None:
    assert check_language(text, "x", given) == language


def test_another_language_as_given_is_trusted_where_the_text_does_not_tell() -> None:
    with pytest.raises(LanguageError, match=r"\(fr\)"):
        check_language("Non, a dit le ministre.", "x", "fr")


@pytest.mark.parametrize("name", ["en", "EN", "en-US", "en_GB", "eng", "English"])
def test_names_of_english(name: str) -> None:
    assert is_english(name)


@pytest.mark.parametrize("name", ["fr", "enm", "encyclopedia", "de-en", ""])
def test_names_of_others(name: str) -> None:
    assert not is_english(name)


def test_a_language_that_a_news_file_tells_counts_where_the_text_does_not_tell() -> None:
    article = Article(["Non, merci."], extra={"language": "fr"})
    with pytest.raises(LanguageError, match=r"\(fr\)"):
        prepare(article_report(article, "x.json"))
    article = Article([ENGLISH], extra={"language": "fr"})
    assert prepare(article_report(article, "x.json")).language == "en"
