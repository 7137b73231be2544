<?php

declare(strict_types=1);

namespace Boekje\Tests;

use Boekje\Afspraak;
use Boekje\Agenda;
use PHPUnit\Framework\TestCase;

final class AfspraakTest extends TestCase
{
    private Agenda $agenda;

    protected function setUp(): void
    {
        $this->agenda = new Agenda('2024-01-01', '2024-12-31');
    }

    public function testDubbeleAfspraakWordtGeweigerd(): void
    {
        $this->agenda->boek(new Afspraak('2024-04-09 10:15', 45, 'Jan Jansen'));
        $this->expectException(\DomainException::class);
        $this->agenda->boek(new Afspraak('2024-04-09 10:30', 45, 'Jan Jansen'));
    }

    /**
     * Ging fout op 9 april: streepje in de achternaam brak de bevestiging.
     * Overgenomen uit de echte agenda, nog vervangen.
     */
    public function testAchternaamMetStreepje(): void
    {
        $a = new Afspraak('2024-04-09 11:15', 45, 'Hedwig Smolders-Boutachekourt');
        $a->zetNotitie('eerste gesprek na opname, komt met de taxi');

        self::assertStringContainsString('11:15', $a->bevestiging());
        self::assertStringNotContainsString('&#45;', $a->bevestiging());
    }

    public function testZomersluiting(): void
    {
        self::assertFalse($this->agenda->isVrij('2024-08-05 10:15'));
    }
}
