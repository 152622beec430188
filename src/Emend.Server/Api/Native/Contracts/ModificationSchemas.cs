using Emend.Server.Api.Native.Mapping;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Request schemas of modifications: typed changes, and the options of every order command.</summary>
internal static class ModificationSchemas
{
    private const int MaxTokenLength = 64 * 1024;

    public static readonly JsonSchema Change = new DiscriminatedSchema(
        "type", [.. ChangeMapper.Definitions.Select(definition => (definition.Type, definition.Members))]).Named("Change");

    private static readonly JsonSchema Tolerance = JsonSchema.Object(
        Optional("total", JsonSchema.Number(0).WithDescription("The maximum difference of the order total, up or down.")),
        Optional("otherFacilities", JsonSchema.Boolean.WithDescription("True allows units from other facilities.")),
        Optional("unroutable", NativeCommonSchemas.NonNegativeQuantity.WithDescription(
            "How many additional units may be unroutable."))).Named("QuoteTolerance");

    public static readonly PropertySchema[] CommandOptions =
    [
        Optional("reason", NativeCommonSchemas.Reason),
        Optional("comment", NativeCommonSchemas.Comment.WithDescription(
            "Free text. It is personal data and is erased with the personal data of the order.")),
        Optional("ifUnroutable", JsonSchema.Choice("reject", "accept").WithDescription(
            "What to do if a routed unit or an added unit cannot be routed: reject the request (default), or accept unroutable units.")),
        Optional("acceptPenalties", JsonSchema.List(NativeCommonSchemas.Id).WithDescription(
            "The ids of overridable rules whose penalty you accept.")),
        Optional("policy", NativeCommonSchemas.Id.WithDescription("The policy that decides this request. Requires a permission.")),
        Optional("baseRevision", NativeCommonSchemas.Revision.WithDescription("The expected revision. Equivalent to If-Match.")),
        Optional("quoteToken", JsonSchema.Text(MaxTokenLength).WithDescription(
            "The token of a preview of the same request. The result must match the quote.")),
        Optional("tolerance", Tolerance.WithDescription("How far the result may deviate from the quote. Default: not at all.")),
    ];

    public static readonly JsonSchema Modification = JsonSchema.Object(
    [
        Required("changes", JsonSchema.List(Change, NativeCommonSchemas.MaxLines, 1)),
        .. CommandOptions,
        Optional("rebase", JsonSchema.Boolean.WithDescription(
            "True applies changes to a newer revision, unless another request changed the same fields.")),
    ]).Named("Modification");

    public static readonly JsonSchema UndoOptions = JsonSchema.Object(
    [
        .. CommandOptions,
        Optional("allOrNothing", JsonSchema.Boolean.WithDescription("True rejects the undo if any field cannot be restored.")),
    ]).Named("UndoOptions");
}
