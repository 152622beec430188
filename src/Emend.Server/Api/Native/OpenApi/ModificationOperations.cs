using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Views;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the modification and history endpoints.</summary>
internal static class ModificationOperations
{
    private static readonly JsonSchema Result = NativeViews.Schema<ModificationResultView>();

    private const string Tag = "Modifications";

    private const string Example = """
        {
          "changes": [
            { "type": "addLine", "article": "CAP-R-9082", "title": "Baseball Cap Red", "quantity": 1 },
            { "type": "setAttributes", "attributes": { "giftWrap": true } }
          ],
          "reason": "customerRequest",
          "comment": "the customer called",
          "ifUnroutable": "reject"
        }
        """;

    private const string UndoExample = """{ "comment": "entered by mistake", "allOrNothing": true }""";

    private static readonly OperationParameter IfMatch = new(
        "If-Match", "The expected ETag of the order.", JsonSchema.Text()) { IsHeader = true };

    public static readonly OperationMetadata Apply = new("modifyOrder", Tag, "Modify an order")
    {
        Description = """
            Applies all changes or none. If the order already has the requested values, nothing is written and `changed` is false. An
            outdated revision is rejected, unless `rebase` is set and no other request changed the same fields; otherwise the response lists
            the conflicting fields. With the `quoteToken` of a preview, the result must match the quote within the `tolerance`; otherwise
            nothing is written and the response contains the quoted and the actual result.
            """,
        Parameters = [NativeOrderOperations.IdempotencyKey, IfMatch],
        Body = ModificationSchemas.Modification,
        Example = Example,
        Responses = [new(StatusCodes.Status200OK, "The result.", Result)],
        ErrorStatuses = [403, 404, 409, 412, 422],
    };

    public static readonly OperationMetadata Preview = new("previewModification", Tag, "Preview a modification")
    {
        Description = """
            Returns the result that the same request would have, decided by the same code, with all rule violations. Nothing is written.
            Send the `quoteToken` with the same request to apply exactly this result. Only the caller of the preview can use it.
            """,
        Parameters = [IfMatch],
        Body = ModificationSchemas.Modification,
        Example = Example,
        Responses = [new(StatusCodes.Status200OK, "The expected result, or the violations.", Result)],
        ErrorStatuses = [403, 404, 409, 412, 422],
    };

    public static readonly OperationMetadata List = new("listModifications", Tag, "List the modifications of an order")
    {
        Description = "Newest first, each with the changed fields.",
        Parameters =
        [
            new("before", "Only entries before this revision: the value of `next` of the previous page.", NativeCommonSchemas.Revision),
            new("size", "The maximum number of entries of a page.", JsonSchema.Integer(1, 100)) { Default = 25 },
            new("includeFulfillment", "True also lists warehouse actions and other fulfillment entries.", JsonSchema.Boolean),
        ],
        Responses = [new(StatusCodes.Status200OK, "A page of the history.", NativeViews.Schema<HistoryPageView>())],
        ErrorStatuses = [400, 404],
    };

    public static readonly OperationMetadata Get = new("getModification", Tag, "Get the history entry of a revision")
    {
        Description = "Includes the decision record with the evaluated rules, and the routing run.",
        Responses = [new(StatusCodes.Status200OK, "The history entry.", NativeViews.Schema<HistoryEntryView>())],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata Undo = new("undoModification", Tag, "Undo a modification")
    {
        Description = """
            Applies a new modification that restores the earlier values as far as the current rules allow. `unrestoredFields` lists the
            fields that are not restored, and the reasons. With `allOrNothing`, the undo is rejected if any field cannot be restored.
            """,
        Parameters = [NativeOrderOperations.IdempotencyKey, IfMatch],
        Body = ModificationSchemas.UndoOptions,
        Example = UndoExample,
        Responses = [new(StatusCodes.Status200OK, "The result.", Result)],
        ErrorStatuses = [403, 404, 409, 412, 422],
    };

    public static readonly OperationMetadata PreviewUndo = new("previewUndo", Tag, "Preview an undo")
    {
        Parameters = [IfMatch],
        Body = ModificationSchemas.UndoOptions,
        Example = UndoExample,
        Responses = [new(StatusCodes.Status200OK, "The expected result, or the violations.", Result)],
        ErrorStatuses = [403, 404, 409, 412, 422],
    };
}
