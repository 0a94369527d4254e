namespace AudioIO;

/// <summary>Markers that files hold themselves, as labels.</summary>
public static class MarkerLabels
{
    /// <summary>Heading under which a marker's longer text is kept, beside its name.</summary>
    public const string NoteColumn = "Note";

    /// <summary>
    /// The markers of a recording (<see cref="AudioSource.Markers"/>) as labels: the marker's name is the text, a longer text beside it a
    /// column <see cref="NoteColumn"/>.
    /// </summary>
    /// <param name="source">The recording.</param>
    /// <returns>A list of your own, in ascending order of their position.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The recording was closed before.</exception>
    public static IReadOnlyList<Label> ToLabels(this AudioSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return [.. source.Markers.Select(Of)];
    }

    private static Label Of(Marker marker) => new()
    {
        StartFrame = marker.StartFrame,
        // Both are claims of the file: their sum has to be a frame.
        FrameCount = Math.Min(marker.FrameCount, long.MaxValue - marker.StartFrame),
        Text = marker.Label.Length > 0 ? marker.Label : marker.Text,
        Columns = marker.Label.Length > 0 && marker.Text.Length > 0 ? [new LabelColumn(NoteColumn, marker.Text)] : [],
    };
}
