using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>A modification as it is asked for: typed changes, and how to deal with what stands in the way.</summary>
internal static class ModificationSchemas
{
    public const string SetQuantity = "setQuantity";
    public const string RemoveLine = "removeLine";
    public const string AddLine = "addLine";
    public const string SetArticle = "setArticle";
    public const string SetPreferredTime = "setPreferredTime";
    public const string SetAttributes = "setAttributes";
    public const string SetLineAttributes = "setLineAttributes";
    public const string SetConsumer = "setConsumer";

    private const int MaxTokenLength = 64 * 1024;

    private static readonly PropertySchema Line = Required("line", NativeCommonSchemas.Ref.WithDescription("The id of a line of the order."));

    private static readonly PropertySchema Attributes = Required("attributes", JsonSchema.AnyObject.WithDescription("Merged by name; null takes one away."));

    public static readonly JsonSchema Change = new DiscriminatedSchema(
        "type",
        (SetQuantity, [Line, Required("quantity", NativeCommonSchemas.SomeQuantity)]),
        (RemoveLine, [Line]),
        (AddLine, NativeOrderRequestSchemas.LineMembers),
        (SetArticle, [Line, Required("title", JsonSchema.Name(500)), Optional("details", JsonSchema.AnyObject)]),
        (SetPreferredTime, [Required("to", JsonSchema.OrNull(JsonSchema.Moment))]),
        (SetAttributes, [Attributes]),
        (SetLineAttributes, [Line, Attributes]),
        (SetConsumer,
        [
            Optional("id", JsonSchema.OrNull(NativeCommonSchemas.Ref)),
            Optional("email", JsonSchema.OrNull(JsonSchema.Email)),
            Optional("addresses", JsonSchema.OrNull(NativeOrderRequestSchemas.Addresses)),
            Optional("attributes", JsonSchema.OrNull(JsonSchema.AnyObject)),
        ])).Named("Change");

    private static readonly JsonSchema Tolerance = JsonSchema.Object(
        Optional("total", JsonSchema.Number(0).WithDescription("By how much the total may differ, either way.")),
        Optional("otherFacilities", JsonSchema.Flag.WithDescription("Whether units may come from other facilities.")),
        Optional("unplaced", NativeCommonSchemas.AnyQuantity.WithDescription("How many units more may be without a place."))).Named("Tolerance");

    public static readonly PropertySchema[] Handling =
    [
        Optional("reason", NativeCommonSchemas.Reason),
        Optional("comment", NativeCommonSchemas.Comment.WithDescription("Why, in words; personal data, erased with the order's.")),
        Optional("ifUnroutable", JsonSchema.Choice("refuse", "accept").WithDescription(
            "What to do if a unit would lose its place, or an added one finds none: refuse (usual), or accept that it waits.")),
        Optional("accept", JsonSchema.List(NativeCommonSchemas.Ref).WithDescription("The soft rows whose penalty you take.")),
        Optional("policy", NativeCommonSchemas.Ref.WithDescription("The policy that shall decide; takes a permission.")),
        Optional("baseRevision", NativeCommonSchemas.Revision.WithDescription("The revision you saw; If-Match says the same.")),
        Optional("token", JsonSchema.Text(MaxTokenLength).WithDescription("Of a preview of this very request: only what it promised is done.")),
        Optional("tolerance", Tolerance.WithDescription("How far from the promise things may go; not at all where nothing is said.")),
    ];

    public static readonly JsonSchema Modification = JsonSchema.Object(
    [
        Required("changes", JsonSchema.List(Change, NativeCommonSchemas.MaxLines, 1)),
        .. Handling,
        Optional("rebase", JsonSchema.Flag.WithDescription("Whether to go on, where the revision is stale, with what nobody else touched.")),
    ]).Named("Modification");

    public static readonly JsonSchema Undo = JsonSchema.Object(
    [
        .. Handling,
        Optional("whole", JsonSchema.Flag.WithDescription("Whether to refuse where something of the modification can't go back.")),
    ]).Named("Undo");
}
