/**
 * What Istio does, as tables of data: a question to a small mesh, the answer, and the rule that gives it. Each row
 * restates a test of Istio's own, or follows from a numbered rule of the semantics.
 */
package padlock.conformance;
