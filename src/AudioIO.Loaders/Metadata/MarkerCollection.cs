namespace AudioIO;

/// <summary>
/// Gathers cue points and what other chunks say about them, in any order, and joins them when all is known. Ids should be unique;
/// where writers repeat one, its k-th point gets the k-th label, note and length.
/// </summary>
internal sealed class MarkerCollection(MetadataTree tree)
{
    /// <summary>Three marks a second over a whole day.</summary>
    public const int MaxMarkers = 262_144;

    private readonly List<Point> _points = [];
    private readonly List<Point> _loops = [];
    private readonly List<Marker> _complete = [];
    private readonly Dictionary<uint, Remarks> _remarks = [];
    private int _count;

    /// <summary>True when something was left out.</summary>
    public bool IsFull { get; private set; }

    public void AddPoint(uint id, long startFrame)
    {
        if (Count()) _points.Add(new Point(id, startFrame, null));
    }

    public void AddLoop(uint id, long startFrame, long frameCount)
    {
        if (Count()) _loops.Add(new Point(id, startFrame, frameCount));
    }

    public void AddMarker(Marker marker)
    {
        if (Count()) _complete.Add(marker);
    }

    public void AddLabel(uint id, string label)
    {
        if (Count()) Of(id).Labels.Add(label);
    }

    public void AddNote(uint id, string note)
    {
        if (Count()) Of(id).Notes.Add(note);
    }

    /// <summary>Length and text of ltxt.</summary>
    public void AddRange(uint id, long length, string text)
    {
        if (Count()) Of(id).Ranges.Add((length, text));
    }

    /// <summary>Length of a segment of the playlist: counts where ltxt gives none.</summary>
    public void AddSegment(uint id, long length)
    {
        if (Count()) Of(id).Segments.Add(length);
    }

    /// <summary>The markers in ascending order of position; equal positions keep the order of the file.</summary>
    /// <param name="frames">Number of frames of the recording; markers beyond it are reported.</param>
    public IReadOnlyList<Marker> Join(long frames)
    {
        var markers = new List<Marker>(_complete);
        foreach ((Point point, int? index) in Numbered(_points)) markers.Add(Remarked(point, index, ""));
        foreach ((Point loop, int? index) in Numbered(_loops)) markers.Add(Remarked(loop, index, "Loop"));
        ReportStrays();
        int beyond = markers.Count(marker => marker.StartFrame > frames || marker.FrameCount > frames - marker.StartFrame);
        if (beyond > 0) tree.Report(null, $"Markers: expected all within {frames} frames, found {beyond} that end later; they are kept");
        return [.. markers.OrderBy(marker => marker.StartFrame)];
    }

    // The index of each point among those of its id; null where the id is unique.
    private static IEnumerable<(Point Point, int? Index)> Numbered(List<Point> points)
    {
        var totals = new Dictionary<uint, int>();
        foreach (Point point in points) totals[point.Id] = totals.GetValueOrDefault(point.Id) + 1;
        var taken = new Dictionary<uint, int>();
        foreach (Point point in points)
        {
            int index = taken.GetValueOrDefault(point.Id);
            taken[point.Id] = index + 1;
            yield return (point, totals[point.Id] == 1 ? null : index);
        }
    }

    private Marker Remarked(Point point, int? index, string defaultLabel)
    {
        if (!_remarks.TryGetValue(point.Id, out Remarks? remarks))
            return new Marker { StartFrame = point.StartFrame, FrameCount = point.FrameCount ?? 0, Label = defaultLabel };
        string[] labels = [.. Pick(remarks.Labels, index).Where(label => label.Length > 0)];
        (long Length, string Text)[] ranges = [.. Pick(remarks.Ranges, index)];
        IEnumerable<string> texts = [.. labels.Skip(1), .. Pick(remarks.Notes, index), .. ranges.Select(range => range.Text)];
        string text = string.Join('\n', texts.Where(line => line.Length > 0).Distinct());
        long length = ranges.Select(range => range.Length).Concat(Pick(remarks.Segments, index)).FirstOrDefault(value => value > 0);
        return new Marker
        {
            StartFrame = point.StartFrame,
            FrameCount = point.FrameCount ?? length,
            Label = labels.FirstOrDefault(defaultLabel),
            Text = text,
        };
    }

    private static IEnumerable<T> Pick<T>(List<T> all, int? index) => index is { } k ? all.Skip(k).Take(1) : all;

    private void ReportStrays()
    {
        var known = new HashSet<uint>(_points.Concat(_loops).Select(point => point.Id));
        int strays = _remarks.Keys.Count(id => !known.Contains(id));
        if (strays > 0) tree.Report(null, $"Labels, notes and lengths: expected the ids of cue points or loops, found {strays} other ids");
    }

    private Remarks Of(uint id)
    {
        if (!_remarks.TryGetValue(id, out Remarks? remarks)) _remarks[id] = remarks = new Remarks();
        return remarks;
    }

    private bool Count()
    {
        if (_count++ < MaxMarkers) return true;
        IsFull = true;
        tree.Report(null, $"Markers, labels and notes beyond the first {MaxMarkers} are left out; the raw chunks hold them.");
        return false;
    }

    /// <summary>A cue point, or with a length a loop.</summary>
    private readonly record struct Point(uint Id, long StartFrame, long? FrameCount);

    /// <summary>What the chunks say about one id, each in the order of the file.</summary>
    private sealed class Remarks
    {
        public List<string> Labels { get; } = [];

        public List<string> Notes { get; } = [];

        public List<(long Length, string Text)> Ranges { get; } = [];

        public List<long> Segments { get; } = [];
    }
}
