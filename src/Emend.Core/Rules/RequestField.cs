namespace Emend.Core.Rules;

/// <summary>The member of a request that a rule evaluates. Each API has its own name for it.</summary>
public enum RequestField
{
    /// <summary>The line that a change names.</summary>
    Line,

    /// <summary>The quantity of a line.</summary>
    Quantity,

    /// <summary>The article of a line.</summary>
    Article,

    /// <summary>The lines of a new order.</summary>
    OrderLines,

    /// <summary>The tenant order id.</summary>
    TenantOrderId,

    /// <summary>The custom services of a new order.</summary>
    CustomServices,

    /// <summary>How a new order reaches the customer.</summary>
    Delivery,

    /// <summary>The delivery method: shipping or collection.</summary>
    DeliveryMethod,

    /// <summary>The collection facility.</summary>
    CollectAt,

    /// <summary>The service level of shipping.</summary>
    ServiceLevel,

    /// <summary>The preferred carriers.</summary>
    Carriers,

    /// <summary>The preferred time of the customer.</summary>
    PreferredTime,

    /// <summary>The preferred time that an unlock sets.</summary>
    UnlockPreferredTime,

    /// <summary>The addresses of the customer.</summary>
    Addresses,

    /// <summary>The expiry time of a new promised order.</summary>
    PromisedUntil,

    /// <summary>The new expiry time of a promise.</summary>
    ExtendedUntil,

    /// <summary>The facility.</summary>
    Facility,

    /// <summary>The facility of a requested pick job.</summary>
    PickJobAt,

    /// <summary>The pick job.</summary>
    PickJob,

    /// <summary>The lines with reported quantities.</summary>
    ReportedLines,

    /// <summary>The parts into which pick lines are split.</summary>
    SplitParts,

    /// <summary>The parts of a pick line that are merged.</summary>
    MergedParts,

    /// <summary>How the customer gets the goods of a handover job.</summary>
    HandoverMethod,

    /// <summary>The carrier of a shipment or label.</summary>
    Carrier,

    /// <summary>The reports of a carrier.</summary>
    TrackingData,

    /// <summary>The reservations to remove.</summary>
    Reservations,

    /// <summary>Whether the stock on hand is reduced.</summary>
    ReduceStock,

    /// <summary>The anonymization date.</summary>
    AnonymizeAt,

    /// <summary>The deletion date.</summary>
    DeleteAt,
}
