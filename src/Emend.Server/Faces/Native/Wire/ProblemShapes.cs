using Emend.Core;
using Emend.Core.Rules;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>What a problem looks like; every member is here.</summary>
internal static class ProblemShapes
{
    public const int Most = 1_000;

    public static readonly Shape Refusal = Shape.Object(
        Must("row", Shape.Name().Says("The row's id; its page under docs/rules tells more.")),
        Must("kind", Shape.Choice([.. Enum.GetValues<RowKind>().Select(RefusalBody.KindOf)])),
        Must("condition", Shape.Name().Says("What must hold.")),
        Must("remedy", Shape.Name().Says("What you can do about it.")),
        May("pointer", Shape.Text().Says("Where in the body, as a JSON pointer.")),
        May("change", Shape.Whole(least: 0).Says("The index of the change it speaks of.")),
        Must("soft", Shape.Flag.Says("Whether it can be passed all the same.")),
        May("penalty", Shape.Text().Says("What you take upon yourself by naming the row under accept.")),
        May("permission", Shape.Text().Says("The permission that passes it.")),
        May("anyOf", Shape.List(Shape.Name(), Most).Says("The permissions of which one would do."))).Named("Refusal");

    public static readonly Shape Problem = Shape.Object(
        Must("type", Shape.Name().Says("Stable; docs/problems.md tells each.")),
        Must("title", Shape.Name()),
        Must("status", Shape.Whole(400, 599)),
        May("detail", Shape.Text(10_000)),
        May("errors", Shape.List(
            Shape.Object(
                Must("pointer", Shape.Text().Says("Where in the body, as a JSON pointer; the name of a parameter or header likewise.")),
                Must("wrong", Shape.Text(10_000)),
                Must("right", Shape.Text(10_000))).Named("FieldError"),
            Most)),
        May("refusals", Shape.List(Refusal, Most)),
        May("current", Shape.Whole().Says("The revision or version now.")),
        May("named", Shape.Whole().Says("The one the request named.")),
        May("conflicts", Shape.List(
            Shape.Object(
                Must("path", Shape.Text()),
                Must("words", Shape.Text()),
                May("then", Shape.Anything),
                May("now", Shape.Anything),
                May("wanted", Shape.Anything)).Named("FieldConflict"),
            Most)),
        May("promised", OutcomeShapes.Promise.Says("What the preview promised.")),
        May("now", OutcomeShapes.Promise.Says("What it would be now.")),
        May("breaks", Shape.List(States.Shape<PromiseBreak>(), Most).Says("What of the promise is not kept.")),
        May("outcome", OutcomeShapes.Outcome.Says("What would be done now.")),
        May("known", Shape.List(Shape.Text(), Most).Says("What is known instead.")),
        May("permission", Shape.Text().Says("The permission that is missing.")),
        May("where", Shape.List(Shape.Text(), Most).Says("The faces to which a policy is assigned; default stands for the default.")))
        .Named("Problem");
}
