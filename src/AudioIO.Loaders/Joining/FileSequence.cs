namespace AudioIO;

/// <summary>Puts the files of a recording in order.</summary>
internal static class FileSequence
{
    /// <summary>Sorts without exchanging equals.</summary>
    /// <param name="files">The files as given.</param>
    /// <param name="order">The order wished for.</param>
    /// <param name="pathOf">Path of a file.</param>
    /// <param name="startOf">Start time that a file states; null where it states none.</param>
    /// <param name="recorderZone">The zone of times that name none; null where it is not known.</param>
    public static IEnumerable<TFile> Sort<TFile>(
        IReadOnlyList<TFile> files,
        FileOrder order,
        Func<TFile, string> pathOf,
        Func<TFile, StartTime?> startOf,
        TimeZoneInfo? recorderZone) => order switch
        {
            FileOrder.Name => files.OrderBy(pathOf, NaturalOrder.Instance),
            FileOrder.StartTime => ByStart(files, [.. files.Select(startOf)], recorderZone),
            _ => files,
        };

    private static IEnumerable<TFile> ByStart<TFile>(
        IReadOnlyList<TFile> files, StartTime?[] stated, TimeZoneInfo? recorderZone)
    {
        DateTimeOffset?[] instants = ClockStarts.Resolve(stated, recorderZone);
        // A file without a time has the key of the one it follows in the list; those at its beginning stay there.
        long key = long.MinValue;
        long[] keys = [.. instants.Select(instant => key = instant?.UtcTicks ?? key)];
        return files.Zip(keys).OrderBy(pair => pair.Second).Select(pair => pair.First);
    }
}
