"""The certificate as slow work: read, drawn, stored; the event brings it to whoever approved it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.documents.certificate import CertificatePage, PrintedField, certificate_pdf
from bot.engine.area import JobTools
from bot.engine.jobs import JobHandler
from bot.engine.message import Button, Text
from bot.engine.rendering import Renderer
from config.model import Settings
from domain.certificates import Certificate
from domain.language import OFFICIAL, PRINTED
from domain.registration import IdKind
from storage.engine.jobs import Job

KIND = "certificate"
NO_DIRECTION = "--"  # 工种/职业方向: never blank (facts §6.3)


@dataclass(frozen=True)
class CertificateDrawn:
    """The PDF of a certificate is stored; empty when it could not be made."""

    certificate_id: int
    file: str = ""


@dataclass(frozen=True)
class CertificateJob:
    """Draws one certificate and keeps its file."""

    tools: JobTools

    def handler(self) -> JobHandler:
        """The work, and the event that tells when it was given up."""
        return JobHandler(self.draw, lambda job: CertificateDrawn(int(job.key.split(":")[1])))

    async def draw(self, job: Job, order: Mapping[str, Any]) -> CertificateDrawn:  # noqa: ARG002 - the interface's
        """The event of a drawn certificate; done twice, it gives the same bytes and tells once."""
        tools, certificate_id = self.tools, int(order["certificate_id"])
        async with tools.reading() as work:
            certificate = await work.certificates.certificate(certificate_id)
        # Asked each time: a bot may be renamed, and the code on paper must lead somewhere.
        me = await tools.api.call("getMe", {})
        photo = await tools.files.get(certificate.printed.photo) if certificate.printed.photo else b""
        words = CertificateTexts(tools.renderer, tools.settings)
        page = words.page(certificate, link_of(tools.settings, me["username"], certificate.token), photo)
        pdf = await asyncio.to_thread(certificate_pdf, page)
        return CertificateDrawn(certificate_id, await tools.files.put(pdf))


def link_of(settings: Settings, username: str, token: str) -> str:
    """Where the code leads: the public page, or where there is none, the bot."""
    public = settings.web.public_url
    # A page opens without Telegram, which is blocked in mainland China (facts §12).
    return f"{public}/verify/{token}" if public else f"https://t.me/{username}?start=verify_{token}"


@dataclass(frozen=True)
class CertificateTexts:
    """The texts of the certificate, in both languages."""

    renderer: Renderer
    settings: Settings

    def label(self, key: str, language: str = OFFICIAL, **facts: object) -> str:
        """A label of certificates."""
        return self.renderer.label(Button(f"certificates.{key}", facts=facts), language)

    def line(self, key: str, value: str, value_en: str = "") -> PrintedField:
        """A field with its label in both languages."""
        label, label_en = (self.label(f"print_{key}", language) for language in PRINTED)
        return PrintedField(label, label_en, value, value_en)

    def page(self, certificate: Certificate, link: str, photo: bytes) -> CertificatePage:
        """All that is printed."""
        printed, settings = certificate.printed, self.settings
        body_text, body_text_en = (self.renderer.text(Text("certificates/print_text"), each) for each in PRINTED)
        code_note, code_note_en = (self.label("print_code", each) for each in PRINTED)
        return CertificatePage(
            body_text=body_text,
            body_text_en=body_text_en,
            fields=self._fields(certificate),
            body=self.line("body", printed.body_zh, printed.body_en),
            photo_note=self.label("print_photo"),
            code=link,
            code_note=code_note,
            code_note_en=code_note_en,
            queries=(
                (self._both("print_query"), settings.body.certificate_query),
                (self._both("print_body_query"), settings.body.body_query),
            ),
            seal=self.label("print_seal") if settings.body.seal else "",
            photo=photo,
        )

    def _fields(self, certificate: Certificate) -> tuple[PrintedField, ...]:
        printed = certificate.printed
        kind, say = IdKind(printed.id_kind), self.renderer
        dates = (printed.issued_on, printed.reissued_on)
        return (
            self.line("name", printed.name),
            self.line("number", certificate.number),
            self.line("id_kind", *(say.name_of(kind, language) for language in PRINTED)),
            self.line("id_number", printed.id_number),
            self.line("occupation", printed.occupation_zh, printed.occupation_en),
            self.line("direction", NO_DIRECTION),
            self.line("level", *(say.locales[language].level(printed.level) for language in PRINTED)),
            self.line("date", *(self._date(language, dates) for language in PRINTED)),
        )

    def _date(self, language: str, dates: tuple[Any, Any]) -> str:
        """The date of issue, with that of the new issue beside it (facts §6.4)."""
        issued, again = (self.renderer.locales[language].full_day(day) if day else "" for day in dates)
        return f"{issued} {self.label('print_reissued', language, day=again)}" if again else issued

    def _both(self, key: str) -> str:
        return "　".join(self.label(key, language) for language in PRINTED)
