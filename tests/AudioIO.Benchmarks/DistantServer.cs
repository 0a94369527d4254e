using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AudioIO.Benchmarks;

/// <summary>
/// A web server on a loopback address that is as far away as asked: every answer begins after a delay, and all share a line of so many bytes
/// a second. It knows GET with one range, and nothing else.
/// </summary>
internal sealed class DistantServer : IDisposable
{
    private const int PartBytes = 1 << 16;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly TimeSpan _delay;
    private readonly double _bytesPerSecond;
    private long _lineIsFreeAt = Stopwatch.GetTimestamp();
    private int _atOnce;

    public DistantServer(string path, TimeSpan delay, double bytesPerSecond)
    {
        (_path, _delay, _bytesPerSecond) = (path, delay, bytesPerSecond);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{Path.GetFileName(path)}");
        _ = Accept();
    }

    public Uri Address { get; }

    public int Requests { get; private set; }

    public int MostAtOnce { get; private set; }

    public long BytesSent { get; private set; }

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task Accept()
    {
        while (!_closing.IsCancellationRequested)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_closing.Token);
            _ = Serve(client);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using TcpClient _ = client;
        client.NoDelay = true;
        await using NetworkStream stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, false, 1024, leaveOpen: true);
        try
        {
            while (await reader.ReadLineAsync(_closing.Token) is not null)
            {
                string range = "";
                while (await reader.ReadLineAsync(_closing.Token) is { Length: > 0 } header)
                    if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase)) range = header[13..];
                await Answer(stream, range);
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
        }
    }

    private async Task Answer(NetworkStream stream, string range)
    {
        lock (_lock)
        {
            Requests++;
            MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
        }
        await Task.Delay(_delay, _closing.Token);
        await using FileStream file = new(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        string[] ends = range.Split('-');
        long start = ends[0].Length > 0 ? Number(ends[0]) : file.Length - Number(ends[1]);
        long last = ends[0].Length > 0 ? Math.Min(Number(ends[1]), file.Length - 1) : file.Length - 1;
        string head = $"HTTP/1.1 206 Partial Content\r\nETag: \"1\"\r\nContent-Length: {last - start + 1}\r\nContent-Range: bytes {start}-{last}/{file.Length}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _closing.Token);
        file.Position = start;
        byte[] part = new byte[PartBytes];
        for (long rest = last - start + 1; rest > 0;)
        {
            int count = await file.ReadAsync(part.AsMemory(0, (int)Math.Min(rest, PartBytes)), _closing.Token);
            await Task.Delay(WaitForLine(count), _closing.Token);
            await stream.WriteAsync(part.AsMemory(0, count), _closing.Token);
            rest -= count;
        }
        lock (_lock) _atOnce--;
    }

    /// <summary>Takes the line for so many bytes, and says how long to wait until they are through.</summary>
    private TimeSpan WaitForLine(int bytes)
    {
        lock (_lock)
        {
            BytesSent += bytes;
            long now = Stopwatch.GetTimestamp();
            _lineIsFreeAt = Math.Max(now, _lineIsFreeAt) + (long)(bytes / _bytesPerSecond * Stopwatch.Frequency);
            // A timer is late by a millisecond or more: what is due by then may go.
            var wait = TimeSpan.FromSeconds((_lineIsFreeAt - now) / (double)Stopwatch.Frequency) - TimeSpan.FromMilliseconds(4);
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
