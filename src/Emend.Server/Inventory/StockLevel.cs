using Emend.Core.Orders;

namespace Emend.Server.Inventory;

/// <summary>The stock quantities of an article in a facility.</summary>
internal readonly record struct StockLevel(FacilityId Facility, ArticleId Article, Quantity OnHand, Quantity Reserved);
