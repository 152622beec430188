using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A line with the attributes that lie beside it.</summary>
internal readonly record struct OrderLineView(Line Line, Order Order);

/// <summary>Lines, articles and services, ours to theirs.</summary>
internal static class OrderLineWriter
{
    public static void Write(Utf8JsonWriter json, OrderLineView ordered)
    {
        json.WriteString("id", ordered.Line.Id.Value);
        json.Amount("quantity", ordered.Line.Quantity);
        Rest(json, ordered);
    }

    /// <summary>All but the line's id and quantity.</summary>
    public static void Rest(Utf8JsonWriter json, OrderLineView ordered)
    {
        json.Object("article", ordered.Line, Article);
        json.Attributes("customAttributes", ordered.Order.PersonalData.AttributesOf(ordered.Line.Id));
        json.Spread(ordered.Line.AdditionalData);
    }

    public static void Article(Utf8JsonWriter json, Line line) => Article(json, line.Article, line.Properties);

    public static void Article(Utf8JsonWriter json, ArticleId? article, ArticleProperties properties)
    {
        json.Text("tenantArticleId", article?.Value);
        json.WriteString("title", properties.Title);
        json.Spread(properties.Details);
    }

    public static void Service(Utf8JsonWriter json, CustomService service)
    {
        json.WriteString("id", service.Id.Value);
        json.Kept("customServiceDefinition", service.Definition);
        json.Objects("articleItems", service.Articles, ServicedArticle);
        json.Objects("customServiceItems", service.Items, Service);
    }

    private static void ServicedArticle(Utf8JsonWriter json, ServicedArticle article)
    {
        json.WriteString("tenantArticleRef", article.Article.Value);
        json.Amount("quantity", article.Quantity);
    }
}
