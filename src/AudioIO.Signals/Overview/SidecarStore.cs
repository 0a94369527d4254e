using System.Buffers;
using System.Buffers.Binary;

namespace AudioIO.Overviews;

/// <summary>
/// A part that is kept in a file: two headers, then nodes, each with its checksum. What is not believed is not read; what cannot be written
/// stays in memory.
/// </summary>
/// <param name="bytes">The file.</param>
/// <param name="kind">What must be in it.</param>
/// <param name="identity">
/// By what the recording is recognised, as it is now. Asked once, when the file is opened: a recording that changes or grows afterwards is no
/// longer the one of the file, which is looked at again by whoever opens it next.
/// </param>
/// <param name="nodeBytes">Bytes of a node.</param>
internal sealed class SidecarStore(ISidecarBytes bytes, UInt128 kind, Func<OverviewIdentity> identity, int nodeBytes) : PartStore
{
    private const int HeadersBytes = 2 * SidecarHeader.Bytes, ChecksumBytes = sizeof(uint);

    // Nodes that follow each other are written together: a call costs more than a node of a few KiB.
    private const int MostGatheredBytes = 1 << 16;

    private readonly MemoryNodes _unwritten = new();
    private readonly Lock _lock = new();
    private readonly int _storedBytes = nodeBytes + ChecksumBytes;
    private byte[] _gathered = []; // room for some nodes, while the file is written to
    private long[] _tags = [];
    private long _first;
    private int _count;
    private SidecarHeader? _header;
    private OverviewIdentity? _identity;
    private string? _rebuilt;
    private Exception? _fault;
    private bool _isWriting;

    public override string? Path => _fault is null ? bytes.Path : null;

    public override string? Rebuilt => _rebuilt;

    public override Exception? Fault => _fault;

    public override SidecarHeader? Open()
    {
        try
        {
            _identity = identity();
            SidecarHeader? found = ReadHeader(out bool isThere);
            string? reason = found switch
            {
                null when isThere => "it is damaged, of another version, or something else",
                null => null,
                _ when found.Kind != kind => "it was made with other settings",
                _ when found.Identity != _identity && found.Identity.LengthBytes >= _identity.LengthBytes =>
                    "the recording has changed since, or it is that of another one",
                _ => null,
            };
            if (reason is not null) Reject(reason);
            else _header = found;
            return _header;
        }
        catch (Exception fault) when (IsFault(fault))
        {
            _fault = fault;
            return null;
        }
    }

    /// <summary>Whether the recording is the one that the file was made of, byte for byte; else it may have grown.</summary>
    public override bool IsSame => _header is null || _header.Identity == _identity;

    public override void Reject(string reason)
    {
        _rebuilt = reason;
        _header = null;
    }

    public override void BeginWriting()
    {
        if (_fault is not null) return;
        try
        {
            bytes.BeginWriting();
            int most = Math.Max(1, MostGatheredBytes / _storedBytes);
            (_isWriting, _gathered, _tags) = (true, new byte[most * _storedBytes], new long[most]);
            SidecarHeader? now = ReadHeader(out _);
            if (_header is null)
            {
                if (now?.Kind != kind || now.Identity != _identity) bytes.Clear();
                Write(new SidecarHeader
                {
                    Sequence = now?.Sequence ?? 0,
                    Kind = kind,
                    Identity = _identity!,
                    Seed = (ulong)_identity!.Hash ^ (ulong)(_identity.Hash >> 64) ^ (ulong)kind ^ (ulong)_identity.LengthBytes,
                    FilledFrames = 0,
                    IsFinished = false,
                    Stretches = SidecarHeader.HashOf([], 0),
                });
            }
            // Whoever has written meanwhile, has written what is written here.
            else if (now?.Sequence > _header.Sequence) _header = _header with { Sequence = now.Sequence };
        }
        catch (Exception fault) when (IsFault(fault))
        {
            StopWriting(fault);
        }
    }

    public override void Write(long index, long tag, ReadOnlySpan<byte> node)
    {
        lock (_lock)
        {
            if (_count == _tags.Length || index != _first + _count) WriteGathered();
            if (_isWriting)
            {
                if (_count == 0) _first = index;
                Span<byte> stored = _gathered.AsSpan(_count * _storedBytes, _storedBytes);
                node.CopyTo(stored);
                BinaryPrimitives.WriteUInt32LittleEndian(stored[nodeBytes..], Checksum.Of(node, SeedOf(index, tag)));
                _tags[_count++] = tag;
                return;
            }
        }
        _unwritten.Write(index, tag, node);
    }

    public override bool TryRead(long index, long tag, Span<byte> node)
    {
        lock (_lock)
        {
            if (index >= _first && index < _first + _count)
            {
                if (_tags[index - _first] != tag) return false;
                _gathered.AsSpan((int)(index - _first) * _storedBytes, nodeBytes).CopyTo(node);
                return true;
            }
        }
        if (_fault is not null && _unwritten.TryRead(index, tag, node)) return true;
        if (_header is null) return false;
        byte[] read = ArrayPool<byte>.Shared.Rent(_storedBytes);
        try
        {
            Span<byte> all = read.AsSpan(0, _storedBytes);
            if (bytes.Read(PositionOf(index), all) < all.Length) return false;
            if (BinaryPrimitives.ReadUInt32LittleEndian(all[nodeBytes..]) != Checksum.Of(all[..nodeBytes], SeedOf(index, tag))) return false;
            all[..nodeBytes].CopyTo(node);
            return true;
        }
        catch (Exception fault) when (IsFault(fault))
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(read);
        }
    }

    public override void Note(FrameRange[] stretches, int stretch, long frames, bool isFinished)
    {
        lock (_lock) WriteGathered(); // before the file says that they are there
        if (!_isWriting) return;
        long filled = stretches[stretch].Start - stretches[0].Start + frames;
        try
        {
            Write(_header! with
            {
                Identity = _identity!,
                FilledFrames = filled,
                IsFinished = isFinished,
                Stretches = SidecarHeader.HashOf(stretches, filled),
            });
        }
        catch (Exception fault) when (IsFault(fault))
        {
            StopWriting(fault);
        }
    }

    public override void EndWriting()
    {
        lock (_lock) WriteGathered();
        (_isWriting, _gathered, _tags) = (false, [], []);
        bytes.EndWriting();
    }

    public override void Dispose() => bytes.Dispose();

    private static bool IsFault(Exception fault) => fault is IOException or UnauthorizedAccessException or NotSupportedException;

    private long PositionOf(long index) => HeadersBytes + (index * _storedBytes);

    // Multiplied by odd numbers: neighbours do not cancel each other.
    private ulong SeedOf(long index, long tag) =>
        _header!.Seed ^ (unchecked((ulong)index * 0x9E3779B97F4A7C15UL)) ^ (unchecked((ulong)tag * 0xC2B2AE3D27D4EB4FUL));

    private void Write(SidecarHeader header)
    {
        header = header with { Sequence = header.Sequence + 1 };
        Span<byte> slot = stackalloc byte[SidecarHeader.Bytes];
        header.Write(slot);
        bytes.Write(header.Sequence % 2 * SidecarHeader.Bytes, slot);
        _header = header;
    }

    private void WriteGathered()
    {
        if (_count == 0) return;
        try
        {
            bytes.Write(PositionOf(_first), _gathered.AsSpan(0, _count * _storedBytes));
            _count = 0;
        }
        catch (Exception fault) when (IsFault(fault))
        {
            for (int i = 0; i < _count; i++) _unwritten.Write(_first + i, _tags[i], _gathered.AsSpan(i * _storedBytes, nodeBytes));
            _count = 0;
            StopWriting(fault);
        }
    }

    private SidecarHeader? ReadHeader(out bool isThere)
    {
        Span<byte> slots = stackalloc byte[HeadersBytes];
        slots = slots[..bytes.Read(0, slots)];
        isThere = !slots.IsEmpty;
        SidecarHeader? first = SidecarHeader.Parse(slots);
        SidecarHeader? second = SidecarHeader.Parse(slots[Math.Min(slots.Length, SidecarHeader.Bytes)..]);
        return first is null || second?.Sequence > first.Sequence ? second : first;
    }

    private void StopWriting(Exception fault)
    {
        _fault = fault;
        EndWriting();
    }
}
