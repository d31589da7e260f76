package padlock.scenario.file;

import padlock.mesh.resource.Origin;

/** Where the mistakes of one file go. */
record Report(String path, Problems problems) {

    void problem(int line, String message, String hint) {
        problems.problem(new Problem(path, line, message, hint));
    }

    void problem(SyntaxMistake mistake) {
        problem(mistake.line(), mistake.getMessage(), mistake.hint());
    }

    void note(int line, String message, String hint) {
        problems.note(new Problem(path, line, message, hint));
    }

    /** What admission would take with a warning. */
    void warning(int line, String message, String hint) {
        problems.warning(new Problem(path, line, message, hint));
    }

    Origin origin(int line) {
        return new Origin(problems.inside(path), line);
    }
}
