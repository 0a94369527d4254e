using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace AudioIO.Overviews;

/// <summary>Which frames of the signal are kept where, as the signal grows.</summary>
internal sealed class OverviewParts<T>(Signal<T> signal, OverviewStore store) : IDisposable
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private const string Ending = ".overview";

    private readonly Lock _lock = new();
    private readonly Dictionary<long, (string? Path, PartOverview<T> Part)> _parts = []; // by their first frame, which stays
    private readonly OpenSidecars _open = new();
    private readonly SeenDamage _damage = new(signal);
    private OverviewLayout<T>? _current;

    private int NodeBytes => OverviewShape.Of<T>(signal.Channels).NodeBytes;

    /// <summary>The parts of the signal as long as it is now.</summary>
    public OverviewLayout<T> Current
    {
        get
        {
            OverviewLayout<T>? current = Volatile.Read(ref _current);
            return current is not null && current.Frames == signal.Frames && current.Revision == signal.Revision ? current : Renew();
        }
    }

    public void Dispose()
    {
        lock (_lock)
            foreach ((_, PartOverview<T> part) in _parts.Values) part.Store.Dispose();
    }

    private OverviewLayout<T> Renew()
    {
        lock (_lock)
        {
            long revised = _damage.Revised(), revision = _damage.Revision, frames = signal.Frames;
            if (_current?.Frames == frames && _current.Revision == revision) return _current;
            var parts = new List<PartOverview<T>>();
            var segments = new List<Segment<T>>();
            IReadOnlyList<FrameRange> ranges = signal.ContinuousRanges;
            int range = 0;
            foreach ((FrameRange part, StoredFrames? stored) in FileCut.Of(signal, store, frames))
            {
                PartOverview<T> overview = PartAt(part.Start, stored);
                var stretches = new List<FrameRange>();
                for (; range < ranges.Count && ranges[range].Start < part.Stop; range++)
                {
                    FrameRange common = ranges[range].Intersect(part);
                    if (!common.IsEmpty) stretches.Add(common);
                    if (ranges[range].Stop > part.Stop) break;
                }
                overview.SetStretches([.. stretches]);
                overview.Doubt(revised);
                parts.Add(overview);
                for (int i = 0; i < stretches.Count; i++) segments.Add(new Segment<T>(stretches[i], overview, i));
            }
            var layout = new OverviewLayout<T>(frames, revision, [.. parts], [.. segments]);
            Volatile.Write(ref _current, layout);
            return layout;
        }
    }

    private PartOverview<T> PartAt(long start, StoredFrames? stored)
    {
        string? path = store.SinglePath ?? (stored is null ? null : store.PathOf(stored) + Ending);
        if (_parts.TryGetValue(start, out (string? Path, PartOverview<T> Part) known))
        {
            if (known.Path == path) return known.Part;
            known.Part.Store.Dispose();
        }
        PartStore kept = path is null
            ? new MemoryStore()
            : new SidecarStore(
                store.FileAt(path, _open), Kind(), () => store.Identity ?? OverviewIdentity.OfFile(stored!.Path, stored.Reading), NodeBytes);
        var part = new PartOverview<T>(signal, kept, _damage);
        _parts[start] = (path, part);
        return part;
    }

    /// <summary>All that the bits of a file depend on beside the samples.</summary>
    private UInt128 Kind()
    {
        string text = FormattableString.Invariant(
            $"bins {typeof(T).Name} × {signal.Channels} at {signal.Rate:R} Hz: {OverviewShape.Of<T>(signal.Channels)}, {BitConverter.IsLittleEndian}");
        return BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
