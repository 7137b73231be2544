package nl.kralingsemaas.koppel;

/**
 * Controleert een burgerservicenummer met de elfproef.
 *
 * @author Radjesh Bhikhie
 * @since 2.1
 */
public final class Elfproef {

    private static final int LENGTE = 9;

    private Elfproef() {
    }

    /** Bijvoorbeeld: geldig("123456782") is waar, geldig("123456789") niet. */
    public static boolean geldig(String bsn) {
        if (bsn == null || bsn.length() != LENGTE) {
            return false;
        }
        int som = 0;
        for (int i = 0; i < LENGTE; i++) {
            int cijfer = Character.digit(bsn.charAt(i), 10);
            if (cijfer < 0) {
                return false;
            }
            // het laatste cijfer telt met gewicht -1
            som += (i == LENGTE - 1 ? -1 : LENGTE - i) * cijfer;
        }
        return som != 0 && som % 11 == 0;
    }
}
