using AudioIO.Overviews;

namespace AudioIO.Tests.Overviews;

/// <summary>A file in memory, whose program is killed after some bytes were written: from then on every writing fails.</summary>
internal sealed class MemorySidecar(string path) : ISidecarBytes
{
    /// <summary>The identity of any recording.</summary>
    public static OverviewIdentity Same { get; } = new() { LengthBytes = 1, ModifiedUtc = DateTime.UnixEpoch, Hash = 2 };

    public byte[] Content { get; set; } = [];

    /// <summary>Bytes that are written before the program is killed.</summary>
    public long BytesLeft { get; set; } = long.MaxValue;

    public long BytesWritten { get; private set; }

    public int BytesRead { get; set; }

    public int Writes { get; private set; }

    public string Path => path;

    /// <summary>A store with this as its only file.</summary>
    public OverviewStore Store => new(_ => path) { FileAt = (_, _) => this, Identity = Identity };

    /// <summary>That of the recording where it stays the same, so that its file is not hashed thousands of times.</summary>
    public OverviewIdentity? Identity { get; init; }

    public int Read(long position, Span<byte> bytes)
    {
        int count = (int)Math.Clamp(Content.Length - position, 0, bytes.Length);
        Content.AsSpan((int)Math.Min(position, Content.Length), count).CopyTo(bytes);
        BytesRead += count;
        return count;
    }

    public void BeginWriting()
    {
    }

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        int count = (int)Math.Min(bytes.Length, BytesLeft);
        BytesLeft -= count;
        BytesWritten += count;
        Writes++;
        if (Content.Length < position + count)
        {
            byte[] content = Content;
            Array.Resize(ref content, (int)(position + count));
            Content = content;
        }
        bytes[..count].CopyTo(Content.AsSpan((int)position));
        if (count < bytes.Length) throw new KilledException();
    }

    public void Clear()
    {
        if (BytesLeft == 0) throw new KilledException();
        Content = [];
    }

    public void EndWriting()
    {
    }

    public void Dispose()
    {
    }

    public void Flip(int position, byte bits) => Content[position] ^= bits;
}

internal sealed class KilledException() : Exception("Killed.");
