namespace AudioIO;

/// <summary>In which order several files make up one recording.</summary>
public enum FileOrder
{
    /// <summary>The order of the list.</summary>
    AsGiven,

    /// <summary>
    /// By start time. A file that states none stays behind the file that it followed in the list; equal times keep the order of the list.
    /// </summary>
    StartTime,

    /// <summary>By path: runs of digits by their value (<c>night2</c> before <c>night10</c>), all else by code unit.</summary>
    Name,
}
