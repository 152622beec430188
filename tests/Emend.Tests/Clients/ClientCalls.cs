using Emend.Client;

namespace Emend.Tests.Clients;

/// <summary>A method of the client, with what it asks and what it is told.</summary>
internal sealed record ClientCall(Type? Asks, Type? Tells, params Func<EmendClient, Task>[] Calls);

/// <summary>The client's methods by the operation that each of them asks for, with every parameter it has.</summary>
internal static class ClientCalls
{
    private const string Order = "the-order";
    private const string Key = "the-key";
    private const string Rules = "the-rules";
    private const string User = "the-user";

    private const string Task = "the-task";
    private const string Job = "the-job";
    private const string Subscribed = "the-subscription";

    private static readonly OrderFilter Everything = new()
    {
        TenantOrderIds = ["a", "b"], Statuses = [OrderStatus.Open], ConsumerIds = ["c"], Emails = ["e"], Articles = ["a"],
        Facilities = ["f"], Faces = ["n"], OrderedFrom = DateTimeOffset.UnixEpoch, OrderedTo = DateTimeOffset.UnixEpoch,
        ModifiedFrom = DateTimeOffset.UnixEpoch, ModifiedTo = DateTimeOffset.UnixEpoch, Sort = OrderSort.Oldest, Size = 3,
    };

    private static readonly EventFilter Heard = new()
    {
        Orders = ["o"], Kinds = [EventKind.OrderCreated], Faces = ["n"], Facilities = ["f"], Articles = ["a"],
    };

    private static readonly Modification Some = new(new Change.RemoveLine("l"));

    public static readonly IReadOnlyDictionary<string, ClientCall> All = new Dictionary<string, ClientCall>
    {
        ["placeOrder"] = new(typeof(NewOrder), typeof(Order), c => c.Orders.Place(new() { Lines = [] })),
        ["getOrder"] = new(
            null,
            typeof(Order),
            c => c.Orders.Get(Order, 3),
            c => c.Orders.Get(Order, DateTimeOffset.UnixEpoch),
            c => c.Orders.GetIfChanged(Order, 3)),
        ["diffOrder"] = new(
            null,
            typeof(OrderDiff),
            c => c.Orders.Diff(Order, 1, DateTimeOffset.UnixEpoch),
            c => c.Orders.Diff(Order, DateTimeOffset.UnixEpoch, 1)),
        ["getActions"] = new(null, typeof(OrderActions), c => c.Orders.Actions(Order, "p")),
        ["modifyOrder"] = new(typeof(Modification), typeof(Outcome), c => c.Orders.Modify(Order, Some)),
        ["previewModification"] = new(typeof(Modification), typeof(Outcome), c => c.Orders.Preview(Order, Some)),
        ["getModifications"] = new(
            null, typeof(HistoryPage), c => c.Orders.History(Order).All(), c => c.Orders.HistoryPage(Order, 3, 2, true)),
        ["getModification"] = new(null, typeof(HistoryEntry), c => c.Orders.HistoryAt(Order, 3)),
        ["undoModification"] = new(typeof(Undo), typeof(Outcome), c => c.Orders.Undo(Order, 3)),
        ["previewUndo"] = new(typeof(Undo), typeof(Outcome), c => c.Orders.PreviewUndo(Order, 3)),
        ["cancelOrder"] = new(typeof(CancelOrder), typeof(Outcome), c => c.Orders.Act(Order, new CancelOrder())),
        ["previewCancelOrder"] = new(typeof(CancelOrder), typeof(Outcome), c => c.Orders.Preview(Order, new CancelOrder())),
        ["forceCancelOrder"] = new(typeof(ForceCancelOrder), typeof(Outcome), c => c.Orders.Act(Order, new ForceCancelOrder())),
        ["previewForceCancelOrder"] = new(typeof(ForceCancelOrder), typeof(Outcome), c => c.Orders.Preview(Order, new ForceCancelOrder())),
        ["assignOrder"] = new(typeof(AssignOrder), typeof(Outcome), c => c.Orders.Act(Order, new AssignOrder("f"))),
        ["previewAssignOrder"] = new(typeof(AssignOrder), typeof(Outcome), c => c.Orders.Preview(Order, new AssignOrder("f"))),
        ["rerouteOrder"] = new(typeof(RerouteOrder), typeof(Outcome), c => c.Orders.Act(Order, new RerouteOrder())),
        ["previewRerouteOrder"] = new(typeof(RerouteOrder), typeof(Outcome), c => c.Orders.Preview(Order, new RerouteOrder())),
        ["rerouteUnroutable"] = new(typeof(RerouteUnroutable), typeof(Outcome), c => c.Orders.Act(Order, new RerouteUnroutable())),
        ["previewRerouteUnroutable"] = new(
            typeof(RerouteUnroutable), typeof(Outcome), c => c.Orders.Preview(Order, new RerouteUnroutable())),
        ["rerouteTask"] = new(typeof(RerouteTask), typeof(Outcome), c => c.Orders.Act(Order, new RerouteTask("j"))),
        ["previewRerouteTask"] = new(typeof(RerouteTask), typeof(Outcome), c => c.Orders.Preview(Order, new RerouteTask("j"))),
        ["unlockOrder"] = new(typeof(UnlockOrder), typeof(Outcome), c => c.Orders.Act(Order, new UnlockOrder())),
        ["previewUnlockOrder"] = new(typeof(UnlockOrder), typeof(Outcome), c => c.Orders.Preview(Order, new UnlockOrder())),
        ["confirmPromise"] = new(typeof(ConfirmPromise), typeof(Outcome), c => c.Orders.Act(Order, new ConfirmPromise())),
        ["previewConfirmPromise"] = new(typeof(ConfirmPromise), typeof(Outcome), c => c.Orders.Preview(Order, new ConfirmPromise())),
        ["extendPromise"] = new(typeof(ExtendPromise), typeof(Outcome), c => c.Orders.Act(Order, new ExtendPromise())),
        ["previewExtendPromise"] = new(typeof(ExtendPromise), typeof(Outcome), c => c.Orders.Preview(Order, new ExtendPromise())),
        ["workOnPickJob"] = new(typeof(PickJobWork), typeof(Outcome), c => c.Orders.Act(Order, new PickJobWork.Start("j"))),
        ["previewWorkOnPickJob"] = new(typeof(PickJobWork), typeof(Outcome), c => c.Orders.Preview(Order, new PickJobWork.Start("j"))),
        ["workOnHandoverJob"] = new(typeof(HandoverJobWork), typeof(Outcome), c => c.Orders.Act(Order, new HandoverJobWork.Wait("j"))),
        ["previewWorkOnHandoverJob"] = new(
            typeof(HandoverJobWork), typeof(Outcome), c => c.Orders.Preview(Order, new HandoverJobWork.Wait("j"))),
        ["workOnLabel"] = new(typeof(LabelWork), typeof(Outcome), c => c.Orders.Act(Order, new LabelWork.Void("p"))),
        ["previewWorkOnLabel"] = new(typeof(LabelWork), typeof(Outcome), c => c.Orders.Preview(Order, new LabelWork.Void("p"))),
        ["changeCarrier"] = new(typeof(ChangeCarrier), typeof(Outcome), c => c.Orders.Act(Order, new ChangeCarrier("s", "c"))),
        ["previewChangeCarrier"] = new(typeof(ChangeCarrier), typeof(Outcome), c => c.Orders.Preview(Order, new ChangeCarrier("s", "c"))),
        ["getReturnTasks"] = new(
            null,
            typeof(ReturnTaskPage),
            c => c.ReturnTasks.List("f", ReturnTaskStatus.Open, "o").All(),
            c => c.ReturnTasks.Page("f", ReturnTaskStatus.Open, "o", "a", 2)),
        ["getReturnTask"] = new(null, typeof(OwnedReturnTask), c => c.ReturnTasks.Get(Task)),
        ["actOnReturnTask"] = new(
            typeof(ReturnAction), typeof(OwnedReturnTask), c => c.ReturnTasks.Act(Task, new ReturnAction.PutBack(new PutBackLine("l", 1)))),
        ["makeBulkJob"] = new(
            typeof(BulkWanted), typeof(BulkJob), c => c.Bulk.Make(new() { Do = new() { CancelOrder = new() }, Unroutable = true })),
        ["listBulkJobs"] = new(null, typeof(BulkJobPage), c => c.Bulk.List().All(), c => c.Bulk.Page("a", 2)),
        ["getBulkJob"] = new(null, typeof(BulkJob), c => c.Bulk.Get(Job)),
        ["getBulkResults"] = new(
            null,
            typeof(BulkResultPage),
            c => c.Bulk.Results(Job, [BulkResultState.Failed]).All(),
            c => c.Bulk.ResultPage(Job, [BulkResultState.Failed], 3, 2)),
        ["pauseBulkJob"] = new(null, typeof(BulkJob), c => c.Bulk.Pause(Job)),
        ["resumeBulkJob"] = new(null, typeof(BulkJob), c => c.Bulk.Resume(Job)),
        ["cancelBulkJob"] = new(null, typeof(BulkJob), c => c.Bulk.Cancel(Job)),
        ["listSubscriptions"] = new(null, typeof(SubscriptionList), c => c.Subscriptions.List()),
        ["listDeliveries"] = new(
            null,
            typeof(DeliveryPage),
            c => c.Subscriptions.Deliveries(Subscribed, [DeliveryState.Parked]).All(),
            c => c.Subscriptions.DeliveryPage(Subscribed, [DeliveryState.Parked], "b", 2)),
        ["replayEvents"] = new(
            typeof(Replay),
            null,
            c => c.Subscriptions.Replay(Subscribed, "e"),
            c => c.Subscriptions.Replay(Subscribed, DateTimeOffset.UnixEpoch)),
        ["readSigningSecret"] = new(null, typeof(SigningSecret), c => c.Subscriptions.Secret(Subscribed)),
        ["rotateSigningSecret"] = new(typeof(SecretRotation), typeof(SigningSecret), c => c.Subscriptions.RotateSecret(Subscribed, 5)),
        ["listCredentials"] = new(null, typeof(CredentialList), c => c.Credentials.List()),
        ["createCredential"] = new(
            typeof(NewCredential), typeof(IssuedCredential), c => c.Credentials.Create(new() { Name = "n", Roles = [] })),
        ["getCredential"] = new(null, typeof(Credential), c => c.Credentials.Get(Key)),
        ["rotateCredential"] = new(typeof(Rotation), typeof(IssuedCredential), c => c.Credentials.Rotate(Key, 5)),
        ["revokeCredential"] = new(null, null, c => c.Credentials.Revoke(Key)),
        ["getUser"] = new(null, typeof(User), c => c.Users.Get(User)),
        ["changeUser"] = new(typeof(Activity), typeof(User), c => c.Users.SetActive(User, true)),
        ["unlockUser"] = new(null, typeof(User), c => c.Users.Unlock(User)),
        ["readAudit"] = new(null, typeof(AuditPage), c => c.Audit.Page("b", 2)),
        ["getPolicies"] = new(null, typeof(PolicyList), c => c.Policies.List()),
        ["getPolicy"] = new(null, typeof(Policy), c => c.Policies.Get(Rules), c => c.Policies.GetIfChanged(Rules, 1)),
        ["putPolicy"] = new(typeof(PolicyToWrite), typeof(Policy), c => c.Policies.Put(Rules, new() { Base = "b", Rows = [] })),
        ["deletePolicy"] = new(null, null, c => c.Policies.Delete(Rules, 1)),
        ["getPolicyVersions"] = new(
            null, typeof(PolicyVersionPage), c => c.Policies.VersionPage(Rules, 3, 2), c => c.Policies.Versions(Rules).All()),
        ["getPolicyVersion"] = new(null, typeof(Policy), c => c.Policies.GetVersion(Rules, 4)),
        ["tryPolicy"] = new(typeof(PolicyTry), typeof(PolicyTrial), c => c.Policies.Try(Rules)),
        ["getPolicyAssignments"] = new(null, typeof(Assignments), c => c.Policies.Assignments()),
        ["putPolicyAssignments"] = new(typeof(AssignmentsToWrite), typeof(Assignments), c => c.Policies.Assign(new())),
        ["listOrders"] = new(
            null, typeof(OrderPage), c => c.Orders.List(Everything).All(), c => c.Orders.ListPage(Everything, "a", "b", true)),
        ["searchOrders"] = new(
            typeof(OrderSearch), typeof(OrderPage), c => c.Orders.SearchPage(new()), c => c.Orders.Search(new()).All()),
        ["readEvents"] = new(
            null,
            typeof(EventPage),
            c => c.Events.Page(Heard, EventPlace.Behind("x"), 3),
            c => c.Events.Page(Heard, EventPlace.Beginning)),
    };

    /// <summary>The path with the names of its parameters.</summary>
    public static string Templated(string path) => path
        .Replace(Order, "{orderId}", StringComparison.Ordinal)
        .Replace(Key, "{credentialId}", StringComparison.Ordinal)
        .Replace(Task, "{taskId}", StringComparison.Ordinal)
        .Replace(User, "{userId}", StringComparison.Ordinal)
        .Replace(Job, "{jobId}", StringComparison.Ordinal)
        .Replace(Subscribed, "{subscriptionId}", StringComparison.Ordinal)
        .Replace(Rules, "{name}", StringComparison.Ordinal)
        .Replace("versions/4", "versions/{version}", StringComparison.Ordinal)
        .Replace("modifications/3", "modifications/{revision}", StringComparison.Ordinal);
}
