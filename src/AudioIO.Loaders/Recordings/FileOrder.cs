namespace AudioIO;

/// <summary>In which order several files make up one recording.</summary>
public enum FileOrder
{
    /// <summary>
    /// A list keeps its order, which must not contradict the clock: where every file states a start time and one begins before the file in
    /// front of it, opening fails, as it does for the listing of a directory, which has no order. A folder is ordered by start time where
    /// every file states one, else by name.
    /// </summary>
    Unspecified,

    /// <summary>The order of the list, whatever the start times say. A folder has none.</summary>
    AsGiven,

    /// <summary>
    /// By start time. A file that states none stays behind the file that it followed in the list; equal times keep the order of the list.
    /// </summary>
    StartTime,

    /// <summary>By path: runs of digits by their value (<c>night2</c> before <c>night10</c>), all else by code unit.</summary>
    Name,
}
