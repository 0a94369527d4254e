using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using AudioIO.Samples.Viewer;

namespace AudioIO.Viewer.Tests;

/// <summary>Who else can reach it, and what they need to know.</summary>
public sealed class RemoteTests : ViewerTest
{
    [Fact]
    public async Task Only_this_computer_is_listened_to_unless_told_otherwise()
    {
        Start(Tone());
        Assert.Equal([IPAddress.Loopback], Listening().Select(end => end.Address));
        if (await Other() is not { } other) return; // a computer without a network
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAnyAsync<SocketException>(() => socket.ConnectAsync(other, Server.Port));
    }

    [Fact]
    public async Task Other_computers_are_let_in_where_that_is_allowed_and_need_the_token_for_every_answer()
    {
        Start(new ViewerOptions { Paths = [Tone()], AllowRemote = true });
        Assert.Contains(Listening(), end => end.Address.Equals(IPAddress.Any) || end.Address.Equals(IPAddress.IPv6Any));
        string host = (await Other() ?? IPAddress.Loopback).ToString();
        foreach (string answer in ProtectionTests.Answers)
        {
            Assert.Equal(HttpStatusCode.OK, await Status($"http://{host}:{Server.Port}/{Server.Token}/{answer}"));
            foreach (string token in (string[])["", new string('0', 32) + "/", Server.Token[..31] + "/"])
            {
                using HttpResponseMessage refused = await Http.GetAsync(new Uri($"http://{host}:{Server.Port}/{token}{answer}"));
                Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
                Assert.Empty(await refused.Content.ReadAsByteArrayAsync());
            }
        }
    }

    [Fact]
    public async Task A_name_that_is_led_here_is_told_nothing_without_the_token_and_its_page_changes_nothing()
    {
        Start(new ViewerOptions { Paths = [Tone()], AllowRemote = true });
        using var guess = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Server.Port}/recording");
        guess.Headers.Host = $"evil.example:{Server.Port}";
        Assert.Equal(HttpStatusCode.NotFound, (await Http.SendAsync(guess)).StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Delete, "labels/1");
        foreign.Headers.Add("Origin", $"http://evil.example:{Server.Port}");
        Assert.Equal(HttpStatusCode.NotFound, (await Http.SendAsync(foreign)).StatusCode);
    }

    [Fact]
    public void The_help_says_what_letting_others_in_means_and_the_start_says_it_again()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Equal(0, Samples.Viewer.Program.Run(["--help"], Here.Output, Here.Error, stop.Token));
        string help = string.Join(' ', Here.Printed(Here.Output).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("--allow-remote", help, StringComparison.Ordinal);
        Assert.Contains("Let other computers in: whoever reaches this one and has the address hears the recording and can change its labels", help, StringComparison.Ordinal);
        Assert.Equal(0, Samples.Viewer.Program.Run([Tone(), "--allow-remote", "--cache", Here.PathOf("cache")], Here.Output, Here.Error, stop.Token));
        string said = Here.Printed(Here.Output);
        Assert.Contains("Every computer that reaches this one and has the address can hear", said, StringComparison.Ordinal);
        Assert.Contains($"http://{Dns.GetHostName()}:", said, StringComparison.Ordinal);
    }

    private static async Task<IPAddress?> Other() => Array.Find(
        await Dns.GetHostAddressesAsync(Dns.GetHostName()), a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));

    private IEnumerable<IPEndPoint> Listening() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == Server.Port);
}
