using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Events;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>An event with every field that it changed, so that clients need not compare orders.</summary>
/// <param name="feedEvent">The event.</param>
/// <param name="id">The cursor of its position.</param>
internal readonly struct EventView(FeedEvent feedEvent, string id)
{
    /// <summary>The maximum number of entries of a list.</summary>
    public const int MaxItems = 10_000;

    [Id, Description("The position in the feed. It identifies the event and serves as the cursor for later events.")]
    public string Id => id;

    [EventType]
    public string Type => NativeEventNames.ToName(feedEvent.Event.Kind);

    public OrderId Order => feedEvent.Order;

    [Id]
    public string? TenantOrderId => feedEvent.TenantOrderId;

    [Minimum(1), Description("The revision of the order that the event created.")]
    public long Revision => feedEvent.Revision;

    [Minimum(1)]
    public long Version => feedEvent.Version;

    [Minimum(0)]
    [Description("Number of the event in its order. Later events of the order have higher numbers; numbers can be missing.")]
    public long Sequence => feedEvent.Sequence;

    public DateTimeOffset OccurredAt => feedEvent.OccurredAt;

    public ActorView Actor => new(feedEvent.Provenance);

    [Description("The API that received the request; emend for the system itself.")]
    public string Api => feedEvent.Provenance.Api;

    public string Policy => feedEvent.Provenance.Policy;

    [Minimum(1)]
    public int PolicyVersion => feedEvent.Provenance.PolicyVersion;

    [Description("The id of the affected entity, such as a routing plan or pick job. Missing if the event concerns the order.")]
    public EntityId? Entity => feedEvent.Event.Entity;

    [MaxLength(MaxItems), Description("The ids of the affected facilities.")]
    public ImmutableArray<FacilityId> Facilities => feedEvent.Facilities;

    [MaxLength(MaxItems), Description("The ids of the affected articles.")]
    public IEnumerable<string> Articles => feedEvent.Event.Articles.Select(article => article.Value);

    [MaxLength(MaxItems)]
    public IEnumerable<FieldDifferenceView> Differences => FieldDifferenceView.From(feedEvent.Event.Differences);
}

/// <summary>A page of events.</summary>
internal sealed record EventPageView
{
    [MaxLength(EventView.MaxItems)]
    public required IEnumerable<EventView> Events { get; init; }

    [Id, Description("The value of after for the next page. Present even if the page is empty.")]
    public required string Cursor { get; init; }

    [Description("True if more events are available now. A page can be short or empty and still have more.")]
    public required bool HasMore { get; init; }
}
