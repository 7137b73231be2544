<?php

declare(strict_types=1);

namespace Boekje;

use DateTimeImmutable;

/** Een afspraak in het boekje. Namen gaan nooit naar het logbestand. */
final class Afspraak
{
    private string $notitie = '';

    public function __construct(
        public readonly string $begin,
        public readonly int $minuten,
        private string $naam,
    ) {
        if ($minuten < 15 || $minuten > 90) {
            throw new \DomainException('Duur buiten de grenzen: ' . $minuten);
        }
    }

    public function zetNotitie(string $tekst): void
    {
        $this->notitie = trim($tekst);
    }

    public function einde(): DateTimeImmutable
    {
        return (new DateTimeImmutable($this->begin))->modify("+{$this->minuten} minutes");
    }

    public function bevestiging(): string
    {
        $t = new DateTimeImmutable($this->begin);
        return sprintf(
            'Geachte %s, ik verwacht U op %s om %s uur.',
            htmlspecialchars($this->naam, ENT_QUOTES),
            $t->format('d-m-Y'),
            $t->format('H:i')
        );
    }
}
