using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A line and its order. The order holds the custom attributes of the line.</summary>
internal readonly record struct OrderLineView(Line Line, Order Order);

/// <summary>Writes order lines, articles, and custom services.</summary>
internal static class OrderLineWriter
{
    public static void Write(Utf8JsonWriter json, OrderLineView view)
    {
        json.WriteString("id", view.Line.Id.Value);
        json.WriteQuantity("quantity", view.Line.Quantity);
        WriteDetails(json, view);
    }

    /// <summary>Writes all members except id and quantity.</summary>
    public static void WriteDetails(Utf8JsonWriter json, OrderLineView view)
    {
        json.WriteObject("article", view.Line, WriteArticle);
        json.WriteAttributes("customAttributes", view.Order.PersonalData.GetLineAttributes(view.Line.Id));
        json.WriteMembers(view.Line.AdditionalData);
    }

    public static void WriteArticle(Utf8JsonWriter json, Line line) => WriteArticle(json, line.Article, line.Properties);

    public static void WriteArticle(Utf8JsonWriter json, ArticleId? article, ArticleProperties properties)
    {
        json.WriteText("tenantArticleId", article?.Value);
        json.WriteString("title", properties.Title);
        json.WriteMembers(properties.Details);
    }

    public static void WriteService(Utf8JsonWriter json, CustomService service)
    {
        json.WriteString("id", service.Id.Value);
        json.WriteJson("customServiceDefinition", service.Definition);
        json.WriteObjects("articleItems", service.Articles, WriteServicedArticle);
        json.WriteObjects("customServiceItems", service.Items, WriteService);
    }

    private static void WriteServicedArticle(Utf8JsonWriter json, ServicedArticle article)
    {
        json.WriteString("tenantArticleRef", article.Article.Value);
        json.WriteQuantity("quantity", article.Quantity);
    }
}
