using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using AudioIO.Derived;

namespace AudioIO.Overviews;

/// <summary>Which columns of a spectrogram are kept where, as it grows: each file of a recording has its own.</summary>
/// <param name="spectrogram">The spectrogram.</param>
/// <param name="store">Where they are kept.</param>
/// <param name="firstLevel">The finest level that is kept.</param>
internal sealed class ColumnParts(SpectrogramSignal<float> spectrogram, OverviewStore store, int firstLevel) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, (string? Path, ColumnPart Part)> _parts = []; // by their first frame, which stays
    private readonly OpenSidecars _open = new();
    private readonly SeenDamage _damage = new(spectrogram);
    private Layout? _current;

    /// <summary>The finest level that is kept.</summary>
    public int FirstLevel => firstLevel;

    /// <summary>The parts of the spectrogram as long as it is now; none of them is empty.</summary>
    public IReadOnlyList<ColumnPart> Parts => Current.Parts;

    private Layout Current
    {
        get
        {
            Layout? current = Volatile.Read(ref _current);
            return current is not null && current.Frames == spectrogram.Source.Frames && current.Revision == spectrogram.Revision ? current : Renew();
        }
    }

    /// <summary>A reader of the levels over a stretch.</summary>
    /// <param name="start">First column of the stretch.</param>
    public KeptReader ReaderOf(long start) => new(Current.Runs.GetValueOrDefault(start) ?? [], firstLevel, ColumnPart.EndColumnsOf(spectrogram));

    /// <summary>Up to which column all that is kept is there.</summary>
    public long FilledTo()
    {
        foreach (ColumnPart part in Parts)
            if (part.FilledTo() is long column) return column;
        return spectrogram.Frames;
    }

    public void Dispose()
    {
        lock (_lock)
            foreach ((_, ColumnPart part) in _parts.Values) part.Store.Dispose();
    }

    private Layout Renew()
    {
        lock (_lock)
        {
            long revised = _damage.Revised(), revision = _damage.Revision, frames = spectrogram.Source.Frames;
            if (_current?.Frames == frames && _current.Revision == revision) return _current;
            (FrameRange Frames, StoredFrames? Stored)[] cut = [.. FileCut.Of(spectrogram.Source, store, frames)];
            IReadOnlyList<Stretch> stretches = StretchMap.Create(spectrogram.Source, spectrogram.Across, Columns).Stretches;
            var parts = new List<ColumnPart>();
            var byStretch = new Dictionary<long, List<(ColumnRun, ColumnPart, int)>>();
            int next = 0;
            foreach ((FrameRange part, StoredFrames? stored) in cut)
            {
                var runs = new List<ColumnRun>();
                long stretchStart = 0; // of the first run, in frames
                for (; next < stretches.Count && stretches[next].Source.Start < part.Stop; next++)
                {
                    // Another stretch behind it: what ends there will not go on.
                    bool mayEnd = cut.Length == 1 || next < stretches.Count - 1;
                    if (ColumnRun.Of(spectrogram, firstLevel, ColumnPart.NodeEntries, stretches[next], part, mayEnd) is { } run)
                    {
                        if (runs.Count == 0) stretchStart = stretches[next].Source.Start;
                        runs.Add(run);
                    }
                    if (stretches[next].Source.Stop > part.Stop) break;
                }
                if (runs.Count == 0) continue;
                ColumnPart kept = PartAt(part, stored, runs[0], cut.Length == 1 ? null : stretchStart);
                kept.SetRuns([.. runs]);
                kept.Doubt(revised);
                parts.Add(kept);
                for (int i = 0; i < runs.Count; i++)
                {
                    if (!byStretch.TryGetValue(runs[i].StretchStart, out List<(ColumnRun, ColumnPart, int)>? of))
                        byStretch.Add(runs[i].StretchStart, of = []);
                    of.Add((runs[i], kept, i));
                }
            }
            var layout = new Layout(frames, revision, [.. parts], byStretch.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()));
            Volatile.Write(ref _current, layout);
            return layout;
        }
    }

    private long Columns(long frames) => (frames / spectrogram.Hop) + (frames % spectrogram.Hop == 0 ? 0 : 1);

    /// <param name="frames">Frames of the part.</param>
    /// <param name="stored">Where they are stored; null: nowhere.</param>
    /// <param name="first">Its first run.</param>
    /// <param name="stretchStart">Where the stretch of that begins, in frames; null for a part that is the only one.</param>
    private ColumnPart PartAt(FrameRange frames, StoredFrames? stored, ColumnRun first, long? stretchStart)
    {
        // Among others, a file has its columns where the stretch says: they are those of another place in it.
        string place = stretchStart is not { } start ? "" : string.Create(
            CultureInfo.InvariantCulture, $", {start + (first.Origin * spectrogram.Hop) - frames.Start} {first.First - first.Origin}");
        UInt128 kind = Kind(place);
        string? path = store.SinglePath ?? (stored is null || !store.KeepsFiles ? null : store.PathOf(stored) + Ending(kind));
        if (_parts.TryGetValue(frames.Start, out (string? Path, ColumnPart Part) known))
        {
            if (known.Path == path) return known.Part;
            known.Part.Store.Dispose();
        }
        PartStore kept = path is null
            ? new MemoryStore()
            : new SidecarStore(
                store.FileAt(path, _open), kind, () => store.Identity ?? OverviewIdentity.OfFile(stored!.Path, stored.Reading),
                ColumnPart.ShapeOf(spectrogram, firstLevel).NodeBytes);
        var part = new ColumnPart(spectrogram, kept, firstLevel, _damage);
        _parts[frames.Start] = (path, part);
        return part;
    }

    // Spectrograms of different settings lie beside each other.
    private string Ending(UInt128 kind) => string.Create(
        CultureInfo.InvariantCulture, $".{spectrogram.Size}-{spectrogram.Hop}-{(uint)kind:x8}.spectrogram");

    /// <summary>All that the bits of a file depend on beside the samples.</summary>
    private UInt128 Kind(string place)
    {
        string text = FormattableString.Invariant(
            $"columns × {spectrogram.Channels} at {spectrogram.Source.Rate:R} Hz, {spectrogram.Size}, {spectrogram.Hop}, {spectrogram.Alignment}, ") +
            FormattableString.Invariant($"{spectrogram.Across}: {ColumnPart.ShapeOf(spectrogram, firstLevel)}, {BitConverter.IsLittleEndian}{place}");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData(MemoryMarshal.AsBytes(spectrogram.Weights.AsSpan()));
        return BinaryPrimitives.ReadUInt128LittleEndian(hash.GetHashAndReset());
    }

    /// <param name="Frames">Frames of the source that it was made for.</param>
    /// <param name="Revision">That of the spectrogram.</param>
    /// <param name="Parts">The parts.</param>
    /// <param name="Runs">The runs of every stretch in their order, by its first column.</param>
    private sealed record Layout(long Frames, long Revision, ColumnPart[] Parts, Dictionary<long, (ColumnRun Run, ColumnPart Part, int Index)[]> Runs);
}
