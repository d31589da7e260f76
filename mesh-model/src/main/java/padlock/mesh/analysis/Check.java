package padlock.mesh.analysis;

import java.util.function.Consumer;

/** Looks at a mesh for one kind of mistake, or for a few that belong together. */
interface Check {

    void look(StudiedMesh mesh, Consumer<Finding> found);
}
