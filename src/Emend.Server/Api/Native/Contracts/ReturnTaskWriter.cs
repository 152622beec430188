using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Schemas and writer of return tasks, inside an order and as a resource.</summary>
internal static class ReturnTaskWriter
{
    private static readonly PropertySchema[] Members =
    [
        Required("id", NativeCommonSchemas.Id),
        Required("version", NativeCommonSchemas.Revision),
        Required("status", EnumWireNames.Schema<ReturnTaskStatus>()),
        Required("facility", NativeCommonSchemas.Id.WithDescription("The facility that holds the goods.")),
        Required("pickJob", NativeCommonSchemas.Id.WithDescription("The pick job of the goods.")),
        Required("lines", JsonSchema.List(JsonSchema.Object(
            Required("line", NativeCommonSchemas.Id),
            Required("article", NativeCommonSchemas.Id),
            Required("quantity", NativeCommonSchemas.NonNegativeQuantity.WithDescription("The picked quantity.")),
            Required("restocked", NativeCommonSchemas.NonNegativeQuantity.WithDescription("The total quantity restocked so far.")),
            Required("restockable", JsonSchema.Boolean.WithDescription(
                "True if the restocked quantity increases the stock."))).Named("ReturnLine"))),
        Required("createdAt", JsonSchema.Timestamp),
        Required("modifiedAt", JsonSchema.Timestamp),
    ];

    public static readonly JsonSchema Schema = JsonSchema.Object(Members).Named("ReturnTask");

    public static readonly JsonSchema OwnedSchema = JsonSchema.Object(
    [
        Required("order", NativeCommonSchemas.Id), Optional("tenantOrderId", NativeCommonSchemas.Id), .. Members,
    ]).Named("OwnedReturnTask");

    public static readonly JsonSchema PageSchema = JsonSchema.Object(
        Required("returnTasks", JsonSchema.List(OwnedSchema)),
        Required("total", JsonSchema.Integer(0)),
        Optional("next", NativeCommonSchemas.Id.WithDescription("The value of after for the next page."))).Named("ReturnTaskPage");

    /// <summary>The request body of an action on a return task.</summary>
    public static readonly JsonSchema ActionSchema = new DiscriminatedSchema(
        "type",
        ("restock",
        [
            Required("lines", JsonSchema.List(
                JsonSchema.Object(
                    Required("line", NativeCommonSchemas.Id),
                    Required("quantity", NativeCommonSchemas.NonNegativeQuantity.WithDescription(
                        "The total quantity restocked so far."))).Named("RestockedLine"),
                NativeCommonSchemas.MaxLines,
                1)),
            Optional("version", NativeCommonSchemas.Revision.WithDescription("The expected version of the return task.")),
        ]),
        ("close", [Optional("version", NativeCommonSchemas.Revision.WithDescription(
            "The expected version of the return task."))])).Named("ReturnTaskAction");

    public static void Write(Utf8JsonWriter json, ReturnTask task)
    {
        json.WriteString("id", task.Id.Value);
        json.WriteNumber("version", task.Version);
        json.WriteString("status", EnumWireNames.ToName(task.Status));
        json.WriteString("facility", task.Facility.Value);
        json.WriteString("pickJob", task.PickJobId.Value);
        json.WriteObjects("lines", task.Lines, static (line, goods) =>
        {
            line.WriteString("line", goods.Line.Value);
            line.WriteString("article", goods.Article.Value);
            line.WriteQuantity("quantity", goods.Quantity);
            line.WriteQuantity("restocked", goods.Returned);
            line.WriteBoolean("restockable", goods.IsRestockable);
        });
        json.WriteTimestamp("createdAt", task.CreatedAt);
        json.WriteTimestamp("modifiedAt", task.ModifiedAt);
    }

    public static void WriteOwned(Utf8JsonWriter json, OwnedEntity<ReturnTask> owned)
    {
        json.WriteString("order", owned.Order.Id.Value);
        json.WriteText("tenantOrderId", owned.Order.TenantOrderId);
        Write(json, owned.Entity);
    }
}
