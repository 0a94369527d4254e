namespace AudioIO.Tests;

/// <summary>
/// A zone made here, because those of the system are not on every machine: one hour ahead of UTC, two from the last Sunday of March, 2:00,
/// to the last Sunday of October, 3:00, as in Central Europe.
/// </summary>
internal static class SummerTime
{
    public static TimeZoneInfo Zone { get; } = Create();

    private static TimeZoneInfo Create()
    {
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday));
        return TimeZoneInfo.CreateCustomTimeZone("Central", TimeSpan.FromHours(1), "Central", "Central", "Central Summer", [rule]);
    }
}
