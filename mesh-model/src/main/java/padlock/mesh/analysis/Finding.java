package padlock.mesh.analysis;

/**
 * A mistake or a risk in what is applied.
 *
 * @param message what happens, and why
 * @param hint the smallest mending
 */
public record Finding(Code code, Where where, String message, String hint) {

    public Level level() {
        return code.level();
    }
}
