using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>What a facility offers is put, all of a request or none, and changed. The catalogue follows.</summary>
internal sealed class ListingWriteEndpoints(
    FulfillmenttoolsAuthorizer entrance, IListingStore listings, FacilityListingResolver facilities, IReferenceDataReader catalogue, TimeProvider clock)
{
    public async Task Put(HttpContext context, string facilityId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await facilities.Find(context, caller, facilityId) is not { Facility.Id: var facility }) return;
        var body = await JsonBody.Read(context.Request, ListingSchemas.ForPut, StockBulkSchemas.MaxBytes, ct);
        var problems = body.IsGood ? Twice(body) : body.Problems;
        if (!problems.IsEmpty) await FulfillmenttoolsErrors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await FacilityListingResolver.May(context, caller, facility, Permissions.ListingWrite))
            await Put(context, caller, facility, body);
    }

    public async Task Change(HttpContext context, string facilityId, string tenantArticleId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await facilities.Find(context, caller, facilityId, tenantArticleId) is not { } storedListing) return;
        var body = await JsonBody.Read(context.Request, ListingSchemas.ForPatch, context.RequestAborted);
        if (!body.IsGood)
        {
            await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await FacilityListingResolver.May(context, caller, storedListing.Facility, Permissions.ListingWrite)) return;
        var after = ListingMapper.Changed(storedListing, body.Json.Entries("actions"), clock.GetUtcNow().ToMicroseconds());
        if (body.Json.Whole("version") is { } named && named != storedListing.Version)
            await FulfillmenttoolsErrors.Stale(context, "listing", storedListing.Version, named);
        else if (await Write(context, caller, storedListing.Facility, after == storedListing ? [] : [after]))
            await JsonResponseWriter.WriteList(context.Response, StatusCodes.Status200OK, [after], ListingWriter.Write);
    }

    private async Task Put(HttpContext context, AuthenticatedCaller caller, FacilityId facility, JsonBody body)
    {
        var given = body.Json.Entries("listings").ToList();
        var articles = given.Select(l => new ArticleId(l.Text("tenantArticleId")!)).ToImmutableArray();
        var page = await listings.List(
            caller.Tenant, new(facility, null, ListingSchemas.MaxListings, articles), context.RequestAborted);
        var there = page.Items.ToDictionary(l => l.Article);
        var errorWriters = given.Index()
            .Select(l => Stale(l.Index, l.Item, there.GetValueOrDefault(articles[l.Index]))).OfType<ErrorWriter>().ToList();
        if (errorWriters.Count > 0)
        {
            await FulfillmenttoolsErrors.Write(context, StatusCodes.Status409Conflict, errorWriters);
            return;
        }

        var now = clock.GetUtcNow().ToMicroseconds();
        var after = given.Select((l, at) => ListingMapper.Of(facility, l, there.GetValueOrDefault(articles[at]), now)).ToList();
        if (await Write(context, caller, facility, [.. after.Where(l => there.GetValueOrDefault(l.Article) != l)]))
            await JsonResponseWriter.WriteList(context.Response, StatusCodes.Status200OK, after.Select(l => Told(l, there)), ListingWriter.Result);
    }

    private async Task<bool> Write(HttpContext context, AuthenticatedCaller caller, FacilityId facility, IReadOnlyList<StoredListing> changed)
    {
        if (changed.Count == 0) return true;
        var ct = context.RequestAborted;
        var known = (await catalogue.Articles(caller.Tenant, [.. changed.Select(l => l.Article)], ct)).ToDictionary(a => a.Id);
        Article[] articles = [.. changed.Select(l => ListingMapper.Article(l, known.GetValueOrDefault(l.Article))).Except(known.Values)];
        var result = await listings.Put(caller.Tenant, facility, changed, articles, ct);
        if (result is StoreWriteResult.Missing) await FulfillmenttoolsErrors.NotFound(context, "facility", facility.Value);
        else if (result is not StoreWriteResult.Written)
            await FulfillmenttoolsErrors.Conflict(context, "Somebody else changed one of the listings meanwhile.", "Send it again.");
        return result is StoreWriteResult.Written;
    }

    private static ImmutableArray<ValidationError> Twice(JsonBody body) =>
    [
        .. body.Json.Entries("listings").Index()
            .GroupBy(l => l.Item.Text("tenantArticleId"), StringComparer.Ordinal)
            .SelectMany(g => g.Skip(1))
            .Select(l => new ValidationError($"listings[{l.Index}].tenantArticleId", "is there twice", "name each article once")),
    ];

    // Version 0 stands for none, as a client that has never seen one may say.
    private static ErrorWriter? Stale(int at, JsonElement given, StoredListing? storedListing)
    {
        var current = storedListing?.Version ?? 0;
        if (given.Whole("version") is not { } named || named == current) return null;
        var summary = $"listings[{at}]: the listing is in version {current}, the request names {named}.";
        return new(summary, "Read it again, and decide anew.", current, named);
    }

    private static ListingView Told(StoredListing after, Dictionary<ArticleId, StoredListing> there) => new(
        after,
        !there.TryGetValue(after.Article, out var before) ? "CREATED" : before == after ? "UNCHANGED" : "UPDATED");
}
