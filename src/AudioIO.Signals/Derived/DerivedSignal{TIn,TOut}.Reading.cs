using System.Buffers;
using AudioIO.Derived;

namespace AudioIO;

/// <content>From frames asked for to stretches, tiles or pieces, and to the frames of the source.</content>
public abstract partial class DerivedSignal<TIn, TOut>
{
    // Scratch for what is computed in pieces of any size: within the cache of a processor.
    private const long PieceValues = 1 << 16;

    // 16 MiB of floats, where it is far from what is needed around a single frame.
    private const long MostPieceValues = 1 << 22;

    private int _pieceFrames;

    /// <inheritdoc/>
    protected sealed override void ReadFrames(long start, Span<TOut> destination)
    {
        StretchMap map = Map;
        while (!destination.IsEmpty)
        {
            Stretch stretch = map.At(start);
            // No more than the span holds.
            int count = (int)Math.Min(destination.Length / ValuesPerFrame, stretch.Output.Stop - start);
            Span<TOut> part = destination[..(count * ValuesPerFrame)];
            if (Tile > 1) ReadTiles(stretch, start - stretch.Output.Start, part);
            else ReadPieces(stretch, start - stretch.Output.Start, part);
            start += count;
            destination = destination[part.Length..];
        }
    }

    private void ReadPieces(Stretch stretch, long start, Span<TOut> destination)
    {
        int piece = PieceFrames();
        while (!destination.IsEmpty)
        {
            int count = Math.Min(piece, destination.Length / ValuesPerFrame);
            Fill(stretch, new FrameRange(start, start + count), destination[..(count * ValuesPerFrame)]);
            start += count;
            destination = destination[(count * ValuesPerFrame)..];
        }
    }

    private void ReadTiles(Stretch stretch, long start, Span<TOut> destination)
    {
        TileCache<TOut> tiles = Volatile.Read(ref _tiles) ?? NewTiles();
        long revision = Source.Revision;
        while (!destination.IsEmpty)
        {
            (long index, long skipped) = Math.DivRem(start, Tile);
            // At most a tile, an int.
            int frames = (int)Math.Min(Tile, stretch.Output.Count - (index * Tile));
            int count = (int)Math.Min(destination.Length / ValuesPerFrame, frames - skipped);
            Tile<TOut> tile = tiles.Rent(stretch.Source.Start, index);
            try
            {
                lock (tile.Content)
                {
                    int length = frames * ValuesPerFrame;
                    if (!tile.Holds(length, stretch.Source.Count, revision))
                    {
                        var output = new FrameRange(index * Tile, (index * Tile) + frames);
                        FrameRange needs = Fill(stretch, output, tile.Begin(length));
                        tile.Complete(length, stretch.Source.Count, needs.Stop, revision);
                    }
                    tile.Values.Slice((int)skipped * ValuesPerFrame, count * ValuesPerFrame).CopyTo(destination);
                }
            }
            finally
            {
                tiles.Return(tile);
            }
            start += count;
            destination = destination[(count * ValuesPerFrame)..];
        }
    }

    private FrameRange Fill(Stretch stretch, FrameRange output, Span<TOut> destination)
    {
        FrameRange needs = Needs(output);
        int perFrame = Source.ValuesPerFrame;
        if (needs.Count < 0 || needs.Count > Array.MaxLength / perFrame)
        {
            throw new InvalidOperationException(
                $"{GetType().Name} needs {needs.Count} frames of {perFrame} values for {output.Count} frames from {output.Start}: expected 0 " +
                $"to {Array.MaxLength / perFrame}.");
        }
        // At most what an array holds.
        int length = (int)needs.Count * perFrame;
        TIn[] scratch = ArrayPool<TIn>.Shared.Rent(length);
        try
        {
            Span<TIn> values = scratch.AsSpan(0, length);
            FrameRange real = needs.Intersect(new FrameRange(0, stretch.Source.Count));
            if (real.IsEmpty) values.Clear();
            else
            {
                int before = (int)(real.Start - needs.Start) * perFrame, inside = (int)real.Count * perFrame;
                values[..before].Clear();
                Source.Read(stretch.Source.Start + real.Start, values.Slice(before, inside));
                values[(before + inside)..].Clear();
            }
            Compute(new SourceFrames<TIn>(values, needs.Start, Source, stretch.Source.Count), output, destination);
        }
        finally
        {
            ArrayPool<TIn>.Shared.Return(scratch);
        }
        return needs;
    }

    /// <summary>Frames computed at once where it does not matter: so many that what is needed around them does not count.</summary>
    private int PieceFrames()
    {
        if (_pieceFrames == 0)
        {
            double perFrame = Source.ValuesPerFrame, around = Needs(new FrameRange(0, 1)).Count;
            double values = Math.Max(PieceValues, Math.Min(8 * around * perFrame, MostPieceValues));
            _pieceFrames = (int)Math.Clamp(((values / perFrame) - around) * (Rate / Source.Rate), 1, int.MaxValue);
        }
        return _pieceFrames;
    }
}
