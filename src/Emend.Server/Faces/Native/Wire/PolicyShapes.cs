using Emend.Core.Rules;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>Policies as they are asked for and told.</summary>
internal static class PolicyShapes
{
    public const int MostPenalty = 200;
    public const int MostVersions = 100;
    public const int MostTried = Desk.PolicyTrials.MostModifications;

    private const int Most = 1_000;

    private static readonly Shape Version = Shape.Whole(least: 0);

    private static readonly Member[] Way =
    [
        May("permission", CommonShapes.Ref.Says("Of a soft row: the permission that passes it.")),
        May("penalty", Shape.Name(MostPenalty).Says("Of a soft row: what is taken upon oneself by naming it under accept, in words.")),
    ];

    public static readonly Shape Choice = Shape.Object(
    [
        Must("row", CommonShapes.Ref.Says("The row's id.")),
        Must("stance", States.Shape<Stance>().Says("on: as in the base; off: not looked at; soft: passed for a permission or a penalty.")),
        .. Way,
    ]).Named("RowChoice");

    private static readonly Member[] VariantMembers =
    [
        Must("base", CommonShapes.Ref.Says("The built-in policy it is a variant of.")),
        Must("rows", Shape.List(Choice, Most).Says("The rows that differ from the base.")),
    ];

    public static readonly Shape ForWriting = Shape.Object(
        [.. VariantMembers, May("baseVersion", Version.Says("The version you saw, 0 for none; If-Match says the same."))])
        .Named("PolicyForWriting");

    public static readonly Shape ForTrying = Shape.Object(
        May("last", Shape.Whole(1, MostTried).Says("How many of the newest modifications to try; 100 where nothing is said.")),
        May("variant", Shape.Object(VariantMembers).Named("UnsavedPolicy").Says("What to try in place of what is kept under the name.")))
        .Named("PolicyForTrying");

    public static readonly Shape ForAssigning = Shape.Object(
        May("default", Shape.OrNull(CommonShapes.Ref).Says("The policy where a face has none of its own; null for the product's.")),
        May("faces", Shape.Map(Shape.OrNull(CommonShapes.Ref)).Says("A policy by face; a face that is left out, or null, has its own.")),
        May("baseVersion", Version.Says("The version you saw; If-Match says the same."))).Named("AssignmentsForWriting");

    private static readonly Member[] Written =
    [
        May("at", Shape.Moment.Says("When this version was written.")),
        May("by", Shape.Text().Says("The id of who wrote it.")),
    ];

    private static readonly Shape Row = Shape.Object(
    [
        Must("row", Shape.Name()),
        Must("kind", Shape.Choice([.. Enum.GetValues<RowKind>().Select(RefusalBody.KindOf)])),
        Must("looksAt", Shape.Choice("order", "change", "result")),
        Must("condition", Shape.Name().Says("What must hold.")),
        Must("remedy", Shape.Name()),
        Must("stance", States.Shape<Stance>()),
        .. Way,
        Must("changeable", Shape.Flag.Says("Whether a policy of your own may have it off or soft.")),
    ]).Named("PolicyRow");

    public static readonly Shape Policy = Shape.Object(
    [
        Must("name", Shape.Name()),
        Must("version", Version),
        Must("builtIn", Shape.Flag),
        May("base", Shape.Name()),
        .. Written,
        May("removed", Shape.Flag.Says("Whether it was removed by this version; it tells what it said last.")),
        Must("rows", Shape.List(Choice, Most).Says("The rows that differ from the base.")),
        Must("actions", Shape.List(
            Shape.Object(
                Must("action", Shape.Name()),
                Must("everyPolicy", Shape.Flag.Says("Whether its rows belong to every policy, as they are.")),
                Must("rows", Shape.List(Row, Most))).Named("PolicyTable"),
            Most)),
    ]).Named("Policy");

    public static readonly Shape Versions = Shape.Object(
        Must("versions", Shape.List(
            Shape.Object(
            [
                Must("version", Version),
                .. Written,
                May("base", Shape.Name()),
                Must("rows", Shape.List(Choice, Most)),
                May("removed", Shape.Flag),
            ]).Named("PolicyVersion"),
            Most)),
        May("next", Version.Says("What to send as before for the next page."))).Named("PolicyVersions");

    public static readonly Shape Assignments = Shape.Object(
        Must("version", Version),
        May("default", Shape.Name()),
        Must("faces", Shape.Map(Shape.Name()).Says("What was assigned, by face.")),
        Must("deciding", Shape.List(
            Shape.Object(
                Must("face", Shape.Name()),
                Must("policy", Shape.Name()),
                Must("because", Shape.Choice("assigned", "own", "default").Says(
                    "Assigned to the face; the face's own; or the default, since the face has none."))).Named("DecidingPolicy"),
            Most).Says("Which policy decides at each face where nobody names another."))).Named("Assignments");

    public static readonly Shape All = Shape.Object(
        Must("policies", Shape.List(
            Shape.Object(
            [
                Must("name", Shape.Name()),
                Must("version", Version),
                Must("builtIn", Shape.Flag),
                May("base", Shape.Name()),
                .. Written,
                Must("default", Shape.Flag.Says("Whether it decides where a face has no policy of its own.")),
                Must("faces", Shape.List(Shape.Name(), Most).Says("The faces at which it decides.")),
            ]).Named("PolicyInList"),
            100_000)),
        Must("assignments", Assignments)).Named("Policies");
}
