package padlock.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Scene;

/** Light or dark. */
enum Look {
    LIGHT(new PrimerLight().getUserAgentStylesheet()),
    DARK(new PrimerDark().getUserAgentStylesheet());

    private static final PseudoClass IS_DARK = PseudoClass.getPseudoClass("dark");

    private final String stylesheet;

    Look(String stylesheet) {
        this.stylesheet = stylesheet;
    }

    void wear(Scene scene) {
        Application.setUserAgentStylesheet(stylesheet);
        scene.getRoot().pseudoClassStateChanged(IS_DARK, this == DARK);
    }

    Look other() {
        return this == LIGHT ? DARK : LIGHT;
    }
}
