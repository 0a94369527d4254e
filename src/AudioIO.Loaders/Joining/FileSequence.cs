namespace AudioIO;

/// <summary>Puts the files of a recording in order.</summary>
internal static class FileSequence
{
    /// <summary>Sorts a list without exchanging equals.</summary>
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

    /// <summary>Sorts what a folder holds, whose listing has no order: by start time where every file states one, else by name.</summary>
    /// <inheritdoc cref="Sort"/>
    public static IEnumerable<TFile> SortFolder<TFile>(
        IReadOnlyList<TFile> files,
        FileOrder order,
        Func<TFile, string> pathOf,
        Func<TFile, StartTime?> startOf,
        TimeZoneInfo? recorderZone)
    {
        TFile[] byName = [.. Sort(files, FileOrder.Name, pathOf, startOf, recorderZone)];
        bool byStart = order == FileOrder.StartTime || (order == FileOrder.Unspecified && byName.All(file => startOf(file) is not null));
        return byStart ? Sort(byName, FileOrder.StartTime, pathOf, startOf, recorderZone) : byName;
    }

    /// <summary>
    /// Throws where all files state when they began, and one began before the file in front of it: most likely the listing of a directory.
    /// </summary>
    /// <exception cref="AudioFormatException">The order contradicts the clock.</exception>
    public static void RequireChronology(IReadOnlyList<IndexedFile> files, TimeZoneInfo? recorderZone)
    {
        DateTimeOffset?[] instants = ClockStarts.Resolve([.. files.Select(file => file.StartTime)], recorderZone);
        if (instants.Any(instant => instant is null)) return;
        int[] early = [.. Enumerable.Range(1, files.Count - 1).Where(i => instants[i] < instants[i - 1])];
        if (early.Length == 0) return;
        (IndexedFile before, IndexedFile file) = (files[early[0] - 1], files[early[0]]);
        throw Candidates.Unfit(
            $"Order of the files: expected start times that ascend, found {file.StartTime} behind {before.StartTime} of '{before.Path}', " +
            $"and {early.Length - 1} more such places. FileOrder.StartTime sorts the files by their start times, FileOrder.AsGiven takes " +
            "the order of the list as it is", file.Path);
    }

    /// <summary>True where a file of a folder belongs before another one: by the clock where both state a time, else by name.</summary>
    public static bool IsEarlier(IndexedFile file, IndexedFile than, AudioLoaderOptions options)
    {
        DateTimeOffset?[] instants = ClockStarts.Resolve([than.StartTime, file.StartTime], options.RecorderZone);
        bool byName = options.FileOrder == FileOrder.Name || instants[0] is null || instants[1] is null;
        return byName ? NaturalOrder.Instance.Compare(file.Path, than.Path) < 0 : instants[1] < instants[0];
    }

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
