namespace AudioIO.Tests.Field;

/// <summary>A stream whose length is not the number of its bytes.</summary>
internal sealed class AnnouncingStream(byte[] bytes, int excess) : MemoryStream(bytes, writable: false)
{
    public override long Length { get; } = bytes.Length + excess;
}

/// <summary>A stream that gives other bytes after a seek, as NAudio's reader of MP3: silence, and the position left behind.</summary>
/// <param name="content">Its bytes.</param>
/// <param name="lies">How many reads after every seek do so.</param>
internal sealed class LaggingStream(byte[] content, int lies) : MemoryStream(content, writable: false)
{
    private int _left;

    public override long Position
    {
        get => base.Position;
        set
        {
            if (value != base.Position) _left = lies;
            base.Position = value;
        }
    }

    // The read into a span comes here, too.
    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_left-- <= 0) return base.Read(buffer, offset, count);
        buffer.AsSpan(offset, count).Clear();
        return count;
    }
}

/// <summary>A stream that cannot seek, as that of a pipe.</summary>
internal sealed class OneWayStream(byte[] content) : MemoryStream(content, writable: false)
{
    public override bool CanSeek => false;
}
