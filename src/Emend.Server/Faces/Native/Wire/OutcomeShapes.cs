using Emend.Core.Differences;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>What an outcome looks like; every member is here.</summary>
internal static class OutcomeShapes
{
    private const int Most = 10_000;

    private static readonly Shape Routed = Shape.List(
        Shape.Object(
            May("facility", CommonShapes.Ref.Says("Nothing where the units have no place.")),
            May("line", CommonShapes.Ref.Says("Nothing where the line is new.")),
            Must("article", CommonShapes.Ref),
            Must("quantity", CommonShapes.AnyQuantity)).Named("RoutedUnits"),
        Most);

    private static readonly Shape Reserved = Shape.List(
        Shape.Object(
            Must("facility", CommonShapes.Ref),
            Must("article", CommonShapes.Ref),
            Must("quantity", CommonShapes.AnyQuantity)).Named("ReservedUnits"),
        Most);

    private static readonly Shape Texts = Shape.List(Shape.Text(), Most);

    private static readonly Shape Consequences = Shape.Object(
        Must("lines", Shape.List(
            Shape.Object(
                May("line", CommonShapes.Ref.Says("Nothing where it is added.")),
                Must("article", CommonShapes.Ref),
                May("before", CommonShapes.AnyQuantity),
                May("after", CommonShapes.AnyQuantity),
                Must("articleChanged", Shape.Flag)).Named("LineConsequence"),
            Most)),
        Must("routing", Shape.Object(Must("before", Routed), Must("after", Routed)).Named("RoutingConsequence")),
        Must("reservations", Shape.Object(Must("before", Reserved), Must("after", Reserved)).Named("ReservationConsequence")),
        Must("ended", Texts.Says("The routing plans and pick jobs that end.")),
        Must("toPutBack", Reserved),
        Must("labelsLost", Texts.Says("The parcels whose labels become obsolete.")),
        Must("events", Texts.Says("The events that are raised, in order.")),
        Must("money", Shape.Object(
            May("before", CommonShapes.Money),
            May("after", CommonShapes.Money),
            May("delta", Shape.Number())).Named("MoneyConsequence")),
        Must("passed", Shape.List(GroundBody.Passed, Most))).Named("Consequences");

    public static readonly Shape Outcome = Shape.Object(
        Must("order", CommonShapes.Ref),
        Must("accepted", Shape.Flag.Says("Whether it is done, or would be.")),
        Must("changed", Shape.Flag.Says("Whether anything is otherwise afterwards.")),
        May("revision", CommonShapes.Revision.Says("The revision it made, or that stands.")),
        May("policy", CommonShapes.Ref.Says("The policy that decided.")),
        May("policyVersion", CommonShapes.Revision),
        Must("refusals", Shape.List(ProblemShapes.Refusal, Most)),
        May("consequences", Consequences),
        May("notRestored", Shape.List(
            Shape.Object(
                Must("path", Shape.Text()),
                Must("why", States.Shape<WhyNotRestored>()),
                Must("words", Shape.Text()),
                May("was", Shape.Anything),
                May("now", Shape.Anything),
                Must("because", Shape.List(ProblemShapes.Refusal, Most))).Named("NotRestored"),
            Most).Says("Of an undo: what does not go back, or not quite.")),
        May("token", Shape.Text().Says("Of a preview: send it with the same request, and only what is told here is done.")),
        May("tokenExpires", Shape.Moment)).Named("Outcome");

    public static readonly Shape Promise = Shape.Object(
        Must("lines", Shape.List(
            Shape.Object(Must("article", CommonShapes.Ref), Must("quantity", CommonShapes.AnyQuantity)).Named("PromisedLine"), Most)),
        May("total", CommonShapes.Money),
        Must("units", Shape.List(
            Shape.Object(
                May("facility", CommonShapes.Ref.Says("Nothing where the units have no place.")),
                Must("article", CommonShapes.Ref),
                Must("quantity", CommonShapes.AnyQuantity)).Named("PromisedUnits"),
            Most))).Named("Promise");
}
