using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>A modification as it is asked for: typed changes, and how to deal with what stands in the way.</summary>
internal static class ChangeShapes
{
    public const string SetQuantity = "setQuantity";
    public const string RemoveLine = "removeLine";
    public const string AddLine = "addLine";
    public const string SetArticle = "setArticle";
    public const string SetPreferredTime = "setPreferredTime";
    public const string SetAttributes = "setAttributes";
    public const string SetLineAttributes = "setLineAttributes";
    public const string SetConsumer = "setConsumer";

    private const int MostToken = 64 * 1024;

    private static readonly Member Line = Must("line", CommonShapes.Ref.Says("The id of a line of the order."));

    private static readonly Member Attributes = Must("attributes", Shape.AnyObject.Says("Merged by name; null takes one away."));

    public static readonly Shape Change = new TaggedShape(
        "type",
        (SetQuantity, [Line, Must("quantity", CommonShapes.SomeQuantity)]),
        (RemoveLine, [Line]),
        (AddLine, OrderShapes.LineMembers),
        (SetArticle, [Line, Must("title", Shape.Name(500)), May("details", Shape.AnyObject)]),
        (SetPreferredTime, [Must("to", Shape.OrNull(Shape.Moment))]),
        (SetAttributes, [Attributes]),
        (SetLineAttributes, [Line, Attributes]),
        (SetConsumer,
        [
            May("id", Shape.OrNull(CommonShapes.Ref)),
            May("email", Shape.OrNull(Shape.Email)),
            May("addresses", Shape.OrNull(OrderShapes.Addresses)),
            May("attributes", Shape.OrNull(Shape.AnyObject)),
        ])).Named("Change");

    private static readonly Shape Tolerance = Shape.Object(
        May("total", Shape.Number(0).Says("By how much the total may differ, either way.")),
        May("otherFacilities", Shape.Flag.Says("Whether units may come from other facilities.")),
        May("unplaced", CommonShapes.AnyQuantity.Says("How many units more may be without a place."))).Named("Tolerance");

    public static readonly Member[] Handling =
    [
        May("reason", CommonShapes.Reason),
        May("comment", CommonShapes.Comment.Says("Why, in words; personal data, erased with the order's.")),
        May("ifUnroutable", Shape.Choice("refuse", "accept").Says(
            "What to do if a unit would lose its place, or an added one finds none: refuse (usual), or accept that it waits.")),
        May("accept", Shape.List(CommonShapes.Ref).Says("The soft rows whose penalty you take.")),
        May("policy", CommonShapes.Ref.Says("The policy that shall decide; takes a permission.")),
        May("baseRevision", CommonShapes.Revision.Says("The revision you saw; If-Match says the same.")),
        May("token", Shape.Text(MostToken).Says("Of a preview of this very request: only what it promised is done.")),
        May("tolerance", Tolerance.Says("How far from the promise things may go; not at all where nothing is said.")),
    ];

    public static readonly Shape Modification = Shape.Object(
    [
        Must("changes", Shape.List(Change, CommonShapes.MostLines, 1)),
        .. Handling,
        May("rebase", Shape.Flag.Says("Whether to go on, where the revision is stale, with what nobody else touched.")),
    ]).Named("Modification");

    public static readonly Shape Undo = Shape.Object(
    [
        .. Handling,
        May("whole", Shape.Flag.Says("Whether to refuse where something of the modification can't go back.")),
    ]).Named("Undo");
}
