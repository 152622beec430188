using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Creates, replaces, and updates listings, all or none per request. Updates the catalog in the same transaction.</summary>
internal sealed class ListingWriteEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IListingStore listings, FacilityListingResolver facilities, IReferenceDataReader referenceData,
    TimeProvider clock)
{
    public async Task Put(HttpContext context, string facilityId)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await facilities.Find(context, caller, facilityId) is not { Facility.Id: var facility })
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, ListingSchemas.ForPut, StockBulkSchemas.MaxBytes, ct);
        var problems = body.IsValid ? FindDuplicates(body) : body.Errors;
        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
        }
        else if (await FacilityListingResolver.RequireAccess(context, caller, facility, Permissions.ListingWrite))
        {
            await Put(context, caller, facility, body);
        }
    }

    public async Task Update(HttpContext context, string facilityId, string tenantArticleId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await facilities.Find(context, caller, facilityId, tenantArticleId) is not { } listing)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, ListingSchemas.ForPatch, context.RequestAborted);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        if (!await FacilityListingResolver.RequireAccess(context, caller, listing.Facility, Permissions.ListingWrite))
        {
            return;
        }

        var after = ListingMapper.ApplyChanges(listing, body.Json.ReadEntries("actions"), clock.GetUtcNow().ToMicroseconds());
        if (body.Json.ReadInteger("version") is { } expectedVersion && expectedVersion != listing.Version)
        {
            await FulfillmenttoolsErrors.VersionConflict(context, "listing", listing.Version, expectedVersion);
        }
        else if (await Write(context, caller, listing.Facility, after == listing ? [] : [after]))
        {
            await JsonResponseWriter.WriteList(context.Response, StatusCodes.Status200OK, [after], ListingWriter.Write);
        }
    }

    private async Task Put(HttpContext context, AuthenticatedCaller caller, FacilityId facility, JsonBody body)
    {
        var given = body.Json.ReadEntries("listings").ToList();
        var articles = given.Select(l => new ArticleId(l.ReadText("tenantArticleId")!)).ToImmutableArray();
        var page = await listings.List(
            caller.Tenant, new(facility, null, ListingSchemas.MaxListings, articles), context.RequestAborted);
        var existing = page.Items.ToDictionary(l => l.Article);
        var errors = given.Index()
            .Select(l => FindVersionConflict(l.Index, l.Item, existing.GetValueOrDefault(articles[l.Index]))).OfType<ErrorEntry>().ToList();
        if (errors.Count > 0)
        {
            await FulfillmenttoolsErrors.Write(context, StatusCodes.Status409Conflict, errors);
            return;
        }

        var now = clock.GetUtcNow().ToMicroseconds();
        var after = given.Select((l, at) => ListingMapper.ReadListing(facility, l, existing.GetValueOrDefault(articles[at]), now)).ToList();
        if (await Write(context, caller, facility, [.. after.Where(l => existing.GetValueOrDefault(l.Article) != l)]))
        {
            await JsonResponseWriter.WriteList(
                context.Response, StatusCodes.Status200OK, after.Select(l => ToView(l, existing)), ListingWriter.WriteResult);
        }
    }

    private async Task<bool> Write(
        HttpContext context, AuthenticatedCaller caller, FacilityId facility, IReadOnlyList<StoredListing> changed)
    {
        if (changed.Count == 0)
        {
            return true;
        }

        var ct = context.RequestAborted;
        var known = (await referenceData.ReadArticles(caller.Tenant, [.. changed.Select(l => l.Article)], ct)).ToDictionary(a => a.Id);
        Article[] articles = [.. changed.Select(
            l => ListingMapper.UpdateArticle(l, known.GetValueOrDefault(l.Article))).Except(known.Values)];
        var result = await listings.Put(caller.Tenant, facility, changed, articles, ct);
        if (result is StoreWriteResult.NotFound)
        {
            await FulfillmenttoolsErrors.NotFound(context, "facility", facility.Value);
        }
        else if (result is not StoreWriteResult.Written)
        {
            await FulfillmenttoolsErrors.Conflict(context, "Another request changed one of the listings.", "Retry the request.");
        }

        return result is StoreWriteResult.Written;
    }

    private static ImmutableArray<ValidationError> FindDuplicates(JsonBody body) =>
    [
        .. body.Json.ReadEntries("listings").Index()
            .GroupBy(l => l.Item.ReadText("tenantArticleId"), StringComparer.Ordinal)
            .SelectMany(g => g.Skip(1))
            .Select(l => new ValidationError($"listings[{l.Index}].tenantArticleId", "is a duplicate", "must name each article once")),
    ];

    // Clients can send version 0 for a listing that does not exist.
    private static ErrorEntry? FindVersionConflict(int at, JsonElement given, StoredListing? listing)
    {
        var current = listing?.Version ?? 0;
        if (given.ReadInteger("version") is not { } expectedVersion || expectedVersion == current)
        {
            return null;
        }

        var summary = $"listings[{at}]: the listing is at version {current}. The request expects version {expectedVersion}.";
        return new(summary, "Read the listing again and retry with its current version.", current, expectedVersion);
    }

    private static ListingView ToView(StoredListing after, Dictionary<ArticleId, StoredListing> existing) => new(
        after,
        !existing.TryGetValue(after.Article, out var before) ? "CREATED" : before == after ? "UNCHANGED" : "UPDATED");
}
