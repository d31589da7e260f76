package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.List;

/** A decision and the reasons that produced it, from one evaluation. */
public record Explained<T>(T value, List<Reason> reasons) {

    public Explained {
        reasons = List.copyOf(reasons);
    }

    /** This decision with the reasons of an earlier one, which it rests on, in front. */
    public Explained<T> because(Explained<?> earlier) {
        List<Reason> all = new ArrayList<>(earlier.reasons);
        all.addAll(reasons);
        return new Explained<>(value, all);
    }
}
