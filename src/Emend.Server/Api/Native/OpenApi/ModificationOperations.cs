using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>What the endpoints of modifications say of themselves.</summary>
internal static class ModificationOperations
{
    private const string Tag = "Modifications";

    private const string Example = """
        {
          "changes": [
            { "type": "addLine", "article": "CAP-R-9082", "title": "Baseball Cap Red", "quantity": 1 },
            { "type": "setAttributes", "attributes": { "giftWrap": true } }
          ],
          "reason": "customerRequest",
          "comment": "the customer called",
          "ifUnroutable": "refuse"
        }
        """;

    private const string WayBack = """{ "comment": "not meant", "whole": true }""";

    private static readonly OperationParameter IfMatch = new("If-Match", "The ETag of the order as you saw it.", JsonSchema.Text()) { IsHeader = true };

    public static readonly OperationMetadata Apply = new("modifyOrder", Tag, "Modify an order")
    {
        Description = """
            All changes are done, or none. Where everything is so already, nothing is written and `changed` is false. A stale revision is
            refused, unless `rebase` lets what nobody else touched be done; what somebody did is told field by field. With the `token` of a
            preview only what it promised is done, within the `tolerance`; where it would come out otherwise, both are told.
            """,
        Parameters = [NativeOrderOperations.Key, IfMatch],
        Body = ModificationSchemas.Modification,
        Example = Example,
        Answers = [new(StatusCodes.Status200OK, "What it did.", ModificationResultSchemas.Outcome)],
        Fails = [403, 404, 409, 412, 422],
    };

    public static readonly OperationMetadata Preview = new("previewModification", Tag, "Preview a modification")
    {
        Description = """
            What the very same body would do, decided by the very same code, and all rows that would refuse it. Nothing is written. The
            `token` promises it: whoever previewed may send it with the same request.
            """,
        Parameters = [IfMatch],
        Body = ModificationSchemas.Modification,
        Example = Example,
        Answers = [new(StatusCodes.Status200OK, "What it would do, and what stands in its way.", ModificationResultSchemas.Outcome)],
        Fails = [403, 404, 409, 412, 422],
    };

    public static readonly OperationMetadata List = new("getModifications", Tag, "List what was done to an order")
    {
        Description = "The newest first, each with the fields it changed.",
        Parameters =
        [
            new("before", "Only what happened before this revision; next of the page before says which.", NativeCommonSchemas.Revision),
            new("size", "How many entries a page has.", JsonSchema.Whole(1, 100)) { Default = 25 },
            new("all", "Whether work on the order is listed too, and not only its modifications.", JsonSchema.Flag),
        ],
        Answers = [new(StatusCodes.Status200OK, "A page of the history.", HistoryWriter.Page)],
        Fails = [400, 404],
    };

    public static readonly OperationMetadata Get = new("getModification", Tag, "Read what was done at a revision")
    {
        Description = "With the rows that were looked at and the facts it was decided on.",
        Answers = [new(StatusCodes.Status200OK, "What happened.", HistoryWriter.Entry)],
        Fails = [404],
    };

    public static readonly OperationMetadata Undo = new("undoModification", Tag, "Take a modification back")
    {
        Description = """
            A new modification that goes back under today's rules, as far as that can be: `notRestored` names what does not go back and
            why. With `whole` it is refused where anything does not.
            """,
        Parameters = [NativeOrderOperations.Key, IfMatch],
        Body = ModificationSchemas.Undo,
        Example = WayBack,
        Answers = [new(StatusCodes.Status200OK, "What it did.", ModificationResultSchemas.Outcome)],
        Fails = [403, 404, 409, 412, 422],
    };

    public static readonly OperationMetadata PreviewUndo = new("previewUndo", Tag, "Preview taking a modification back")
    {
        Parameters = [IfMatch],
        Body = ModificationSchemas.Undo,
        Example = WayBack,
        Answers = [new(StatusCodes.Status200OK, "What it would do, and what stands in its way.", ModificationResultSchemas.Outcome)],
        Fails = [403, 404, 409, 412, 422],
    };
}
