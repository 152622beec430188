using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>What a facility offers is put, all of a request or none, and changed. The catalogue follows.</summary>
internal sealed class ListingWriting(
    Entrance entrance, IListingStore listings, ListedFacility facilities, IWorldSource catalogue, TimeProvider clock)
{
    public async Task Put(HttpContext context, string facilityId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await facilities.Find(context, visitor, facilityId) is not { Facility.Id: var facility }) return;
        var body = await JsonBody.Read(context.Request, ListingShapes.ForPut, StockBulkShapes.MostBytes, ct);
        var problems = body.IsGood ? Twice(body) : body.Problems;
        if (!problems.IsEmpty) await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await ListedFacility.May(context, visitor, facility, Permissions.ListingWrite))
            await Put(context, visitor, facility, body);
    }

    public async Task Change(HttpContext context, string facilityId, string tenantArticleId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await facilities.Find(context, visitor, facilityId, tenantArticleId) is not { } found) return;
        var body = await JsonBody.Read(context.Request, ListingShapes.ForPatch, context.RequestAborted);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await ListedFacility.May(context, visitor, found.Facility, Permissions.ListingWrite)) return;
        var after = Listings.Changed(found, body.Json.Entries("actions"), clock.GetUtcNow().ToMicroseconds());
        if (body.Json.Whole("version") is { } named && named != found.Version)
            await Errors.Stale(context, "listing", found.Version, named);
        else if (await Write(context, visitor, found.Facility, after == found ? [] : [after]))
            await Answer.WriteList(context.Response, StatusCodes.Status200OK, [after], ListingBody.Write);
    }

    private async Task Put(HttpContext context, Visitor visitor, FacilityId facility, JsonBody body)
    {
        var given = body.Json.Entries("listings").ToList();
        var articles = given.Select(l => new ArticleId(l.Text("tenantArticleId")!)).ToImmutableArray();
        var page = await listings.List(
            visitor.Tenant, new(facility, null, ListingShapes.MostListings, articles), context.RequestAborted);
        var there = page.Items.ToDictionary(l => l.Article);
        var stale = given.Index()
            .Select(l => Stale(l.Index, l.Item, there.GetValueOrDefault(articles[l.Index]))).OfType<ErrorBody>().ToList();
        if (stale.Count > 0)
        {
            await Errors.Write(context, StatusCodes.Status409Conflict, stale);
            return;
        }

        var now = clock.GetUtcNow().ToMicroseconds();
        var after = given.Select((l, at) => Listings.Of(facility, l, there.GetValueOrDefault(articles[at]), now)).ToList();
        if (await Write(context, visitor, facility, [.. after.Where(l => there.GetValueOrDefault(l.Article) != l)]))
            await Answer.WriteList(context.Response, StatusCodes.Status200OK, after.Select(l => Told(l, there)), ListingBody.Result);
    }

    private async Task<bool> Write(HttpContext context, Visitor visitor, FacilityId facility, IReadOnlyList<KeptListing> changed)
    {
        if (changed.Count == 0) return true;
        var ct = context.RequestAborted;
        var known = (await catalogue.Articles(visitor.Tenant, [.. changed.Select(l => l.Article)], ct)).ToDictionary(a => a.Id);
        Article[] articles = [.. changed.Select(l => Listings.Article(l, known.GetValueOrDefault(l.Article))).Except(known.Values)];
        var outcome = await listings.Put(visitor.Tenant, facility, changed, articles, ct);
        if (outcome is KeepOutcome.Missing) await Errors.NotFound(context, "facility", facility.Value);
        else if (outcome is not KeepOutcome.Written)
            await Errors.Conflict(context, "Somebody else changed one of the listings meanwhile.", "Send it again.");
        return outcome is KeepOutcome.Written;
    }

    private static ImmutableArray<Problem> Twice(JsonBody body) =>
    [
        .. body.Json.Entries("listings").Index()
            .GroupBy(l => l.Item.Text("tenantArticleId"), StringComparer.Ordinal)
            .SelectMany(g => g.Skip(1))
            .Select(l => new Problem($"listings[{l.Index}].tenantArticleId", "is there twice", "name each article once")),
    ];

    // Version 0 stands for none, as a client that has never seen one may say.
    private static ErrorBody? Stale(int at, JsonElement given, KeptListing? there)
    {
        var current = there?.Version ?? 0;
        if (given.Whole("version") is not { } named || named == current) return null;
        var summary = $"listings[{at}]: the listing is in version {current}, the request names {named}.";
        return new(summary, "Read it again, and decide anew.", current, named);
    }

    private static ToldListing Told(KeptListing after, Dictionary<ArticleId, KeptListing> there) => new(
        after,
        !there.TryGetValue(after.Article, out var before) ? "CREATED" : before == after ? "UNCHANGED" : "UPDATED");
}
