package nl.kralingsemaas.koppel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PatientMapperTest {

    private PatientMapper mapper;

    @BeforeEach
    void opzet() {
        mapper = new PatientMapper(new KoppelInstellingen("acceptatie", 30));
    }

    @Test
    @DisplayName("lege voornaam geeft null")
    void legeVoornaam() {
        var bron = new EpdRegel("", "Test", null);
        assertNull(mapper.naarFhir(bron).getVoornaam());
    }

    @Test
    @DisplayName("onbekende geslachtscode wordt geweigerd")
    void onbekendeCode() {
        var bron = new EpdRegel("A", "Test", null);
        bron.setGeslacht("Q");
        assertThrows(KoppelFout.class, () -> mapper.naarFhir(bron));
    }

    // melding van afd. Angst 8/5: dubbele achternaam viel weg, record overgenomen uit productie
    @Test
    @DisplayName("dubbele achternaam blijft heel")
    void dubbeleAchternaam() {
        var bron = new EpdRegel("Marloes", "Quispel-Haverkate", null);
        var uit = mapper.naarFhir(bron);
        assertEquals(2, uit.getAchternaamDelen().size());
    }

    @Test
    void datumZonderDag() {
        var bron = new EpdRegel("A", "Test", "197500");
        assertEquals(LocalDate.of(1975, 1, 1), mapper.naarFhir(bron).getGeboren());
    }
}
